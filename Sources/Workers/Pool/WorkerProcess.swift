internal import CSystem
import Glibc
internal import WorkerFrames

/// One live worker: its process, its descriptors, and what it is doing.
///
/// Confined to the pool's thread.
final class WorkerProcess {
    /// What a worker is doing.
    enum State {
        /// It is loading its library; until then it must be done.
        case starting(until: Int64)
        /// It waits for a call since then.
        case idle(since: Int64)
        /// It is at the call that `running` holds.
        case busy
        /// It is on its way out; then it is killed, if it was not yet.
        case ending(killAt: Int64)
    }

    let id: UInt64
    let key: SlotKey
    let library: PluginLibrary
    let process: pid_t
    let socket: Int32
    let exitDescriptor: Int32
    private(set) var stderr: Int32
    let control: ControlMemory
    var state: State
    /// The call that it is at, until that has been answered.
    var running: RunningCall?
    /// What its library said about itself.
    var introduction: ReadyMessage?
    var tail = StderrTail()
    var assembler = FrameAssembler()
    /// Bytes of documents that it was handed so far.
    var handedOut = 0
    /// Why it was killed, if we did it.
    var reason: (kind: WorkerFailure.Kind, detail: String)?

    private struct Outgoing {
        let bytes: [UInt8]
        var start = 0
        var descriptors: [Int32]
        /// Keeps descriptors open until they are sent.
        let keeping: [AnyObject]
    }
    private var outgoing: [Outgoing] = []

    init(
        id: UInt64, key: SlotKey, library: PluginLibrary, process: pid_t, socket: Int32,
        exitDescriptor: Int32,
        stderr: Int32, control: ControlMemory, startingUntil: Int64
    ) {
        self.id = id
        self.key = key
        self.library = library
        self.process = process
        self.socket = socket
        self.exitDescriptor = exitDescriptor
        self.stderr = stderr
        self.control = control
        state = .starting(until: startingUntil)
    }

    deinit {
        close(socket)
        close(exitDescriptor)
        if stderr >= 0 { close(stderr) }
    }

    var isIdle: Bool { if case .idle = state { true } else { false } }
    var isStarting: Bool { if case .starting = state { true } else { false } }
    var isEnding: Bool { if case .ending = state { true } else { false } }

    /// The next moment at which the pool has to look after it.
    var nextMoment: Int64 {
        switch state {
        case .starting(let until): until
        case .idle(let since): since
        case .busy: running?.nextMoment ?? Int64.max
        case .ending(let killAt): killAt
        }
    }

    // MARK: - Sending

    /// Whether something waits until the socket takes it.
    var hasOutgoing: Bool { !outgoing.isEmpty }

    /// Sends a frame now or as soon as the socket takes it; false when the worker is gone.
    func send(
        _ kind: FrameKind, _ payload: [UInt8], descriptors: [Int32] = [], keeping: [AnyObject] = []
    ) -> Bool {
        outgoing.append(
            Outgoing(
                bytes: FrameHeader.frame(kind, payload, descriptors: descriptors.count),
                descriptors: descriptors, keeping: keeping))
        return flush()
    }

    /// Sends what waits, as far as the socket takes it; false when the worker is gone.
    func flush() -> Bool {
        while !outgoing.isEmpty {
            let first = outgoing[0]
            let sent = first.bytes.withUnsafeBytes { bytes in
                csystem_send(
                    socket, bytes.baseAddress?.advanced(by: first.start), bytes.count - first.start,
                    first.descriptors, Int32(first.descriptors.count))
            }
            if sent < 0, errno == EAGAIN || errno == EWOULDBLOCK { return true }
            guard sent > 0 else { return false }
            outgoing[0].start += sent
            outgoing[0].descriptors = []
            if outgoing[0].start == first.bytes.count { outgoing.removeFirst() }
        }
        return true
    }

    // MARK: - Receiving

    /// What a look at the socket brought.
    enum Received { case some, nothing, end }

    /// Takes in what the socket has, up to a bound, so that one worker cannot keep the thread for itself.
    func receive() -> Received {
        var descriptors = [Int32](repeating: -1, count: Int(CSYSTEM_MAX_DESCRIPTORS))
        var came = Received.nothing
        for _ in 0..<8 {
            var count: Int32 = 0
            let size = 1 << 17
            let got = withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { buffer -> Int in
                let got = csystem_receive(socket, buffer.baseAddress, size, &descriptors, &count, 0)
                if got > 0 { assembler.append(UnsafeRawBufferPointer(rebasing: buffer[..<got])) }
                return got
            }
            // A worker has no descriptors to give; one that sends some wants to fill our table.
            for descriptor in descriptors.prefix(Int(count)) { close(descriptor) }
            if got == 0 { return .end }
            if got < 0 { return errno == EAGAIN || errno == EWOULDBLOCK ? came : .end }
            came = .some
            if got < size { return came }
        }
        return came
    }

    /// Takes in what was written on standard error; returns the complete lines.
    func readErrors() -> [String] {
        guard stderr >= 0 else { return [] }
        var lines: [String] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        for _ in 0..<4 {
            let got = read(stderr, &buffer, buffer.count)
            if got > 0 {
                lines += tail.append(buffer[..<got])
                continue
            }
            if got == 0 || (errno != EAGAIN && errno != EINTR) {
                close(stderr)
                stderr = -1
            }
            break
        }
        return lines
    }
}
