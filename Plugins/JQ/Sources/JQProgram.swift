internal import CJQ

/// The one owner of a jq interpreter: a compiled program and its runs.
final class JQProgram {
    /// What jq says about a program that it can't compile, or about a run that failed.
    struct Failure: Error, Equatable {
        /// jq's own words, without its name and advice for shells.
        let message: String
        /// Of the program's text, from 1; nil when jq names none.
        let line: Int?
    }

    /// What jq reported while it was called.
    private final class Messages {
        var all: [String] = []
    }

    private var state: OpaquePointer?
    private let messages = Messages()

    /// Compiles a program.
    init(_ text: String) throws(Failure) {
        guard let state = jq_init() else {
            throw Failure(message: "jq can't start: not enough memory", line: nil)
        }
        self.state = state
        // Unretained: the interpreter is torn down before `messages` goes.
        jq_set_error_cb(
            state,
            { context, message in
                guard let context else {
                    return jv_free(message)
                }
                let messages = Unmanaged<Messages>.fromOpaque(context).takeUnretainedValue()
                messages.all.append(JQProgram.text(jq_format_error(message)))
            }, Unmanaged.passUnretained(messages).toOpaque())
        guard jq_compile(state, text) != 0 else {
            throw Self.failure(messages.all.first ?? "it can't be compiled")
        }
    }

    deinit {
        jq_teardown(&state)
    }

    /// The program's first result for an input, as JSON; nil when it gives none.
    func run(_ input: UnsafeRawBufferPointer) throws(Failure) -> [UInt8]? {
        messages.all = []
        let bytes = input.bindMemory(to: CChar.self)
        let value = jv_parse_sized(bytes.baseAddress, Int32(clamping: bytes.count))
        guard jv_get_kind(value) != JV_KIND_INVALID else {
            throw Failure(message: "the input isn't JSON: \(Self.message(of: value))", line: nil)
        }
        jq_start(state, value, 0)
        let result = jq_next(state)
        guard jv_get_kind(result) != JV_KIND_INVALID else {
            guard jv_invalid_has_msg(jv_copy(result)) != 0 else {
                jv_free(result)
                return nil
            }
            throw Failure(message: Self.message(of: result), line: nil)
        }
        let text = jv_dump_string(result, 0)
        defer { jv_free(text) }
        let count = jv_string_length_bytes(jv_copy(text))
        return Array(UnsafeRawBufferPointer(start: jv_string_value(text), count: Int(count)))
    }

    /// Takes the value over.
    private static func message(of invalid: jv) -> String {
        let message = jv_invalid_get_msg(invalid)
        guard jv_get_kind(message) == JV_KIND_STRING else {
            return text(jv_dump_string(message, 0))
        }
        return text(message)
    }

    /// Takes the string over.
    private static func text(_ string: jv) -> String {
        defer { jv_free(string) }
        guard jv_get_kind(string) == JV_KIND_STRING else {
            return ""
        }
        return String(cString: jv_string_value(string))
    }

    /// "jq: error: foo/0 is not defined at <top-level>, line 3:\n…" in parts.
    private static func failure(_ report: String) -> Failure {
        let first = report.split(separator: "\n").first.map(String.init) ?? report
        var message = first
        for prefix in ["jq: ", "error: "] where message.hasPrefix(prefix) {
            message = String(message.dropFirst(prefix.count))
        }
        var line: Int?
        if let place = message.firstRange(of: " at <top-level>, line ") {
            line = Int(message[place.upperBound...].prefix { $0.isASCII && $0.isNumber })
            message = String(message[..<place.lowerBound])
        }
        message = message.replacing(" (Unix shell quoting issues?)", with: "")
            .replacing("$end", with: "the end")
        return Failure(message: message, line: line)
    }
}
