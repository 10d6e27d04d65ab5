import Glibc

/// Texts for a person at a terminal.
enum StandardOutput {
    /// To standard output.
    static func line(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    /// To standard error.
    static func error(_ text: String) { write(text, to: STDERR_FILENO) }

    private static func write(_ text: String, to file: Int32) {
        var rest = ArraySlice(text.utf8)
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            // A reader that has gone away needs no text.
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
