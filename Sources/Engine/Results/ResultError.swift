/// Why a document failed.
package struct ResultError: Error, Sendable, Hashable {
    /// A stable word.
    package let code: String
    /// One sentence that names the document and the mend.
    package let message: String
    /// The step that failed; nil when it never came to one.
    package let step: String?
    /// The plugin that failed; nil when none did.
    package let plugin: String?
    /// The signal that ended the worker and its last line on stderr; nil when there is neither.
    package let detail: String?

    package init(
        code: String, message: String, step: String? = nil, plugin: String? = nil, detail: String? = nil
    ) {
        self.code = code
        self.message = message
        self.step = step
        self.plugin = plugin
        self.detail = detail
    }

    init(_ failure: CallFailure, document: String, step: String?) {
        code = failure.code
        var sentence = "\(document): " + (step.map { "step \($0): " } ?? "") + failure.message
        if let page = failure.page { sentence += " (page \(page))" }
        message = failure.mend.isEmpty ? sentence : "\(sentence); \(Self.continuing(failure.mend))"
        self.step = step
        plugin = failure.plugin
        let parts = [
            failure.signal.map { "signal \($0)" }, failure.lastLine.map { "last line on stderr: \($0)" },
        ].compactMap(\.self)
        detail = parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// A sentence as the second half of another one.
    private static func continuing(_ sentence: String) -> String {
        let text = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
        guard let first = text.first, let second = text.dropFirst().first, second.isLowercase || second == " "
        else {
            return String(text)
        }
        return first.lowercased() + text.dropFirst()
    }
}
