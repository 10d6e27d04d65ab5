internal import CAssayPlugin
internal import CSystem
import Glibc
internal import WorkerFrames

/// The `assay_host` that plugins are given, and its extensions.
///
/// It lives as long as the process.
enum HostTable {
    nonisolated(unsafe) static let host: UnsafePointer<assay_host> = {
        let table = UnsafeMutablePointer<assay_host>.allocate(capacity: 1)
        table.initialize(
            to: assay_host(
                size: UInt32(MemoryLayout<assay_host>.size), abi_major: UInt16(ASSAY_ABI_MAJOR),
                abi_minor: UInt16(ASSAY_ABI_MINOR), log: log, progress: progress, cancelled: cancelled,
                emit: emit, allocate_document: allocateDocument, emit_document: emitDocument, fail: fail,
                deliver: deliver, extension: extension_))
        return UnsafePointer(table)
    }()

    // Written once, before a plugin can see it; only read from then on.
    nonisolated(unsafe) private static let history: UnsafePointer<assay_history_1> = {
        let table = UnsafeMutablePointer<assay_history_1>.allocate(capacity: 1)
        table.initialize(
            to: assay_history_1(
                size: UInt32(MemoryLayout<assay_history_1>.size), reserved0: 0, ask: ask))
        return UnsafePointer(table)
    }()

    private typealias Call = OpaquePointer?

    private static let log: @convention(c) (Call, Int32, assay_bytes) -> Void = { call, level, message in
        guard let session = HostSession.shared, step(call) != nil else { return }
        session.log(level: level, message.buffer)
    }

    private static let progress: @convention(c) (Call, Float) -> Void = { _, fraction in
        HostSession.shared?.report(progress: fraction)
    }

    private static let cancelled: @convention(c) (Call) -> Int32 = { _ in
        HostSession.shared?.isCancelled == true ? 1 : 0
    }

    private static let emit: @convention(c) (Call, assay_bytes) -> Void = { call, json in
        step(call)?.emit(json.buffer)
    }

    private static let allocateDocument: @convention(c) (Call, UInt64) -> UnsafeMutableRawPointer? = {
        step($0) == nil ? nil : HostSession.shared?.documents.allocate($1)
    }

    private static let emitDocument: @convention(c) (Call, assay_bytes) -> Void = { call, document in
        guard let session = HostSession.shared, let step = step(call) else { return }
        guard let start = document.ptr, document.len > 0 else {
            step.violate("a document of 0 bytes", limit: UInt64(Int64.max))
            return
        }
        if !session.documents.emit(start, size: document.len) {
            step.violate("a document of \(document.len) bytes", limit: session.largestDocument)
        }
    }

    private static let fail: @convention(c) (Call, UnsafePointer<assay_failure>?) -> Void = { call, why in
        guard let failure = why?.pointee else { return }
        step(call)?.fail(
            StepMessage.Failure(
                kind: failure.kind, retry: failure.retry, page: failure.page,
                retryAfter: failure.retry_after_ms, code: failure.code.text, message: failure.message.text,
                mend: failure.mend.text))
    }

    private static let deliver: @convention(c) (Call, UInt32, UInt64, assay_bytes) -> Void = {
        step($0)?.deliver(StepMessage.Verdict(verdict: $1, after: $2, detail: $3.text))
    }

    private static let extension_: @convention(c) (UnsafePointer<CChar>?) -> UnsafeRawPointer? = { id in
        guard let id, HostSession.shared?.grantsHistory == true, strcmp(id, ASSAY_HISTORY_1) == 0 else {
            return nil
        }
        return UnsafeRawPointer(history)
    }

    private static let ask: @convention(c) (Call, assay_bytes, UnsafeMutablePointer<assay_bytes>?) -> Int32 =
        { call, question, answer in
            guard let session = HostSession.shared, let step = step(call), let answer else { return 1 }
            let frame = session.channel.ask(.ask, Array(question.buffer))
            // A host that answers with something else is broken; the plugin is told that it got no answer.
            let message = (try? AnswerMessage(frame.payload)) ?? AnswerMessage(isAnswered: false, answer: [])
            let kept = step.keep(answer: message.answer)
            answer.pointee = assay_bytes(ptr: kept.baseAddress, len: UInt64(kept.count))
            return message.isAnswered ? 0 : 1
        }

    private static func step(_ call: Call) -> StepState? {
        HostSession.shared?.step(Int(bitPattern: call))
    }
}

extension assay_bytes {
    /// The bytes, for as long as they are lent.
    var buffer: UnsafeBufferPointer<UInt8> {
        guard let ptr, let count = Int(exactly: len) else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: ptr, count: count)
    }

    /// A copy as text; broken UTF-8 is mended.
    var text: String { String(decoding: buffer, as: UTF8.self) }
}
