internal import CAssayPlugin

/// What a component may ask of its host while a call is under way.
///
/// It can't be kept: the call's end is its end.
public struct Context: ~Copyable {
    let host: UnsafePointer<assay_host>
    let call: OpaquePointer?
    /// The document's display name, for messages; empty when it has none.
    public let documentName: String
    /// The host ends the call after this many milliseconds; nil: no limit.
    public let timeoutMilliseconds: UInt64?
    /// The answers to the requests of the first answer, in their order; nil in the first call.
    public let looks: [LookAnswer]?

    init(host: UnsafePointer<assay_host>, call: OpaquePointer?, input: UnsafePointer<assay_input>?) {
        self.host = host
        self.call = call
        guard let input else {
            documentName = ""
            timeoutMilliseconds = nil
            looks = nil
            return
        }
        documentName = String(borrowed: input.pointee.name)
        timeoutMilliseconds = input.pointee.timeout_ms == 0 ? nil : input.pointee.timeout_ms
        let answers = input.pointee.looks.buffer
        // The host writes these answers itself; anything else is an answer without words.
        looks =
            answers.isEmpty
            ? nil : ((try? JSONParser.parse(answers))?.arrayValue ?? []).map(LookAnswer.init(json:))
    }

    /// Whether the call is no longer wanted; one load from memory.
    public var isCancelled: Bool { host.pointee.cancelled(call) != 0 }

    /// Throws `CancellationError` when the call is no longer wanted.
    public func checkCancelled() throws {
        if isCancelled { throw CancellationError() }
    }

    /// Says how far the call has come, 0...1; one store to memory.
    public func progress(_ fraction: Double) { host.pointee.progress(call, Float(fraction)) }

    /// How much a line of the log matters.
    public enum LogLevel: Int32, Sendable {
        /// For the plugin's authors.
        case debug
        /// For operators who want to follow.
        case info
        /// Something is odd.
        case warning
        /// Something failed.
        case error
    }

    /// A line for the host's log.
    ///
    /// Never put document text or secrets into it.
    public func log(_ message: String, level: LogLevel = .info) {
        withAssayBytes(message) { host.pointee.log(call, level.rawValue, $0) }
    }

    /// Asks one question about earlier invoices ("assay.history/1").
    ///
    /// - Returns: The answer, or nil when the manifest does not need or the operator did not grant `history`.
    /// - Throws: ``PluginError`` when the host did not understand the question or took too long.
    public func askHistory(_ question: JSONValue) throws(PluginError) -> JSONValue? {
        guard let table = host.pointee.extension(ASSAY_HISTORY_1) else { return nil }
        let history = table.assumingMemoryBound(to: assay_history_1.self)
        guard let ask = history.pointee.ask else { return nil }
        var answer = assay_bytes()
        let status = withAssayBytes(JSONWriter.bytes(question)) { ask(call, $0, &answer) }
        guard status == Int32(ASSAY_OK.rawValue) else {
            throw PluginError(
                .unavailable, code: "history", String(borrowed: answer), retry: .later(milliseconds: 0))
        }
        do {
            return try JSONParser.parse(answer.buffer)
        } catch {
            throw PluginError(.internal, code: "history", "the host's answer is not JSON: \(error)")
        }
    }
}
