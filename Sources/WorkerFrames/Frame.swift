/// What a frame says.
///
/// Numbers below 100 go from the host to the worker, the others back.
package enum FrameKind: UInt32, Sendable {
    /// The first frame: limits and grants, a `SetupMessage`.
    case setup = 1
    /// One call, a `CallMessage`; the descriptors of its document and source come along.
    case call = 2
    /// The answer to `allocate`: one descriptor, or none when it is refused.
    case allocation = 3
    /// The answer to `ask`, an `AnswerMessage`.
    case answer = 4

    /// The library is loaded, a `ReadyMessage`.
    case ready = 101
    /// The library cannot be loaded or the sandbox not be entered, a `RefusalMessage`; the worker ends.
    case refusal = 102
    /// A line of the plugin's, a `LogMessage`.
    case log = 103
    /// Asks for memory for a document: its size, 8 bytes.
    case allocate = 104
    /// The allocated memory is unmapped; it holds a document of this size, 8 bytes. 0: it is not wanted.
    case document = 105
    /// A question for the host's history: the question's bytes.
    case ask = 106
    /// A step has ended, a `StepMessage`; with the last step, or one that is not OK, the call has ended too.
    case step = 107
}

/// What stands before each frame's payload: 12 bytes.
package struct FrameHeader: Sendable, Equatable {
    /// Bytes of a header.
    package static let size = 12
    /// The longest payload that either side accepts: a result of 64 MiB and what goes with it.
    package static let longest = 72 << 20

    /// A `FrameKind`.
    package let kind: UInt32
    /// Bytes of payload that follow.
    package let length: UInt32
    /// Descriptors that came with the header's first byte.
    package let descriptors: UInt32

    /// A header with these values.
    package init(kind: FrameKind, length: Int, descriptors: Int) {
        self.kind = kind.rawValue
        self.length = UInt32(clamping: length)
        self.descriptors = UInt32(clamping: descriptors)
    }

    /// The header in the first 12 of these bytes.
    package init(_ bytes: UnsafeRawBufferPointer) throws(FrameError) {
        guard bytes.count >= Self.size else { throw FrameError("a frame's header is cut short") }
        kind = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
        length = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        descriptors = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        guard length <= UInt32(Self.longest) else {
            throw FrameError("a frame of \(length) bytes is longer than \(Self.longest) bytes")
        }
    }

    /// A whole frame, ready to be sent.
    package static func frame(_ kind: FrameKind, _ payload: [UInt8], descriptors: Int = 0) -> [UInt8] {
        var writer = ByteWriter()
        writer.reserve(size + payload.count)
        writer.number(kind.rawValue)
        writer.number(UInt32(clamping: payload.count))
        writer.number(UInt32(clamping: descriptors))
        return writer.bytes + payload
    }
}

/// The page that host and worker share: two words, read and written whole.
package enum ControlPage {
    /// Bytes of the page.
    package static let size = 4096
    /// Where the host stores 1 when the call is no longer wanted.
    package static let cancelled = 0
    /// Where the worker stores how far the step has come: the bits of a `Float`, 0...1.
    package static let progress = 4
}

/// Where a worker finds what it was given.
package enum WorkerDescriptor {
    /// The socket to the host.
    package static let socket: Int32 = 3
    /// The control page.
    package static let control: Int32 = 4
    /// The plugin library's verified bytes, sealed.
    package static let library: Int32 = 5
    /// The first descriptor that must not be open when a worker starts.
    package static let firstUnused: Int32 = 6
}
