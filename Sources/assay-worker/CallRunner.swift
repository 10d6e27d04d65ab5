internal import CAssayPlugin
internal import CSystem
import Glibc
internal import WorkerFrames

/// Answers the host's calls, one after the other.
struct CallRunner: ~Copyable {
    private let library: PluginLibrary
    private let host: HostSession
    private var instances = InstanceCache()

    init(library: PluginLibrary, host: HostSession) {
        self.library = library
        self.host = host
    }

    /// Serves until the host hangs up.
    ///
    /// Nothing is unwound then: the kernel takes everything back at once.
    consuming func serve() -> Never {
        while case .frame(let frame) = host.channel.receive() {
            guard frame.kind == FrameKind.call.rawValue, let call = try? CallMessage(frame.payload) else {
                // A host that sends something else is not ours.
                _exit(WorkerMain.Exit.connection)
            }
            run(call, descriptors: frame.descriptors)
        }
        _exit(0)
    }

    private mutating func run(_ call: CallMessage, descriptors: [Int32]) {
        host.beginCall()
        var descriptors = descriptors.makeIterator()
        let document = call.document.flatMap { MappedInput(descriptor: descriptors.next(), count: $0) }
        let source = call.source.flatMap { MappedInput(descriptor: descriptors.next(), count: $0) }
        let isMapped = (call.document == nil || document != nil) && (call.source == nil || source != nil)
        let input = StepInput(call, document: document, source: source)

        for (index, step) in call.steps.enumerated() {
            let began = csystem_now_ns()
            let state = host.beginStep()
            let status =
                isMapped
                ? answer(step, with: input, state)
                : refuseSize(of: call, state)
            host.endStep()
            let message = state.message(
                index: index, status: status, duration: (csystem_now_ns() &- began) / 1000)
            host.channel.send(.step, message.bytes)
            guard message.status == 0 else { return }
            if let json = message.json { input.add(result: json) }
        }
    }

    private mutating func answer(
        _ step: CallMessage.Step, with input: StepInput, _ state: StepState
    ) -> Int32 {
        guard let component = library.component(step.component) else {
            let known = library.components.map(\.id).joined(separator: ", ")
            state.fail(
                StepMessage.Failure(
                    kind: 3, code: "no_component", message: "the library has no component \(step.component)",
                    mend: "use one of: \(known)"))
            return 1
        }
        let ticket = OpaquePointer(bitPattern: state.ticket)
        guard let instance = instances.instance(of: component, for: step, call: ticket) else { return 1 }
        let status = input.withInput { component.run(instance, HostTable.host, ticket, $0) }
        if (0...3).contains(status) { return status }
        state.fail(
            StepMessage.Failure(
                kind: 0, code: "bad_status", message: "the component returned the unknown status \(status)",
                mend: "ask the plugin's author to return one of assay_status"))
        return 1
    }

    private func refuseSize(of call: CallMessage, _ state: StepState) -> Int32 {
        let size = (call.document ?? 0).addingReportingOverflow(call.source ?? 0).partialValue
        state.fail(
            StepMessage.Failure(
                kind: 5, code: "memory",
                message: "the document's \(size) bytes do not fit into the memory limit",
                mend: "raise the step's memory limit"))
        return 1
    }
}
