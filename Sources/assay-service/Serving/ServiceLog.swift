internal import AssayKit
internal import Commands

/// What the service tells its operator, a line of JSON each.
enum ServiceLog {
    static func error(_ sentence: String) { write("error", sentence) }

    static func warning(_ sentence: String) { write("warning", sentence) }

    static func information(_ sentence: String) { write("info", sentence) }

    private static func write(_ level: String, _ sentence: String) {
        Terminal.error(JSONWriter.text(["level": .string(level), "message": .string(sentence)]))
    }
}
