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

    /// Serves until the host hangs up. Nothing is unwound then: the kernel takes everything back at once.
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

        var results: [[UInt8]] = []
        for (index, step) in call.steps.enumerated() {
            let began = csystem_now_ns()
            let state = host.beginStep()
            let status =
                isMapped
                ? answer(step, of: call, document: document?.start, source: source, results, state)
                : refuseSize(of: call, state)
            host.endStep()
            let message = state.message(
                index: index, status: status, duration: (csystem_now_ns() &- began) / 1000)
            host.channel.send(.step, message.bytes)
            guard message.status == 0 else { return }
            if let json = message.json { results.append(json) }
        }
    }
}
