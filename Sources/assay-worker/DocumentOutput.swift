internal import CSystem
import Glibc
internal import WorkerFrames

/// Memory for the documents that a plugin emits.
///
/// It is always the host's: the host makes the memory file, this process fills it and lets go, the host seals it. Any
/// thread may come, so `lock` guards the members, also while the host is asked.
final class DocumentOutput: @unchecked Sendable {
    private struct Allocation {
        let memory: UnsafeMutableRawPointer
        let size: Int
    }

    private let channel: Channel
    private let lock = Lock()
    private var allocation: Allocation?

    init(channel: Channel) { self.channel = channel }

    /// Zeroed memory; nil when the host refuses it, when one is out already, or when it does not fit.
    func allocate(_ size: UInt64) -> UnsafeMutableRawPointer? {
        lock.withLock {
            guard allocation == nil, let new = obtain(size) else { return nil }
            allocation = new
            return new.memory
        }
    }

    /// Hands a document over to the host: what was allocated, or a copy of the plugin's own memory.
    ///
    /// - Parameters:
    ///   - start: Its first byte.
    ///   - size: Its length, bytes.
    /// - Returns: False when the host does not take as much.
    func emit(_ start: UnsafeRawPointer, size: UInt64) -> Bool {
        lock.withLock {
            if let own = allocation, UnsafeRawPointer(own.memory) == start {
                let isTaken = size <= UInt64(own.size)
                release(own, holding: isTaken ? size : 0)
                return isTaken
            }
            if let unused = allocation { release(unused, holding: 0) }
            guard let copy = obtain(size) else { return false }
            memcpy(copy.memory, start, copy.size)
            release(copy, holding: size)
            return true
        }
    }

    /// Takes back what a step allocated and did not emit.
    func reclaim() {
        lock.withLock {
            if let unused = allocation { release(unused, holding: 0) }
        }
    }

    private func obtain(_ size: UInt64) -> Allocation? {
        guard size > 0, let count = Int(exactly: size) else { return nil }
        var request = ByteWriter()
        request.number(size)
        let answer = channel.ask(.allocate, request.bytes)
        guard let file = answer.descriptors.first else { return nil }
        defer { for descriptor in answer.descriptors { close(descriptor) } }
        guard let memory = csystem_map(file, count, 1) else {
            // It does not fit into the limit on address space.
            tell(0)
            return nil
        }
        return Allocation(memory: memory, size: count)
    }

    /// The host seals the file against writing, which it cannot do while it is mapped here.
    private func release(_ old: Allocation, holding size: UInt64) {
        munmap(old.memory, old.size)
        allocation = nil
        tell(size)
    }

    private func tell(_ size: UInt64) {
        var message = ByteWriter()
        message.number(size)
        channel.send(.document, message.bytes)
    }
}
