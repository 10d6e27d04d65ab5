internal import Glibc

/// The standard streams.
package enum Terminal {
    /// Whether a stream is a terminal.
    package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Whether a stream may be coloured: a terminal, and nobody asked for no colours.
    package static func hasColours(_ descriptor: Int32) -> Bool {
        isTerminal(descriptor) && variable("NO_COLOR") == nil && variable("TERM") != "dumb"
    }

    /// Columns of a terminal; 100 when it does not tell.
    package static func width(_ descriptor: Int32) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 100 }
        return Int(size.ws_col)
    }

    /// A variable of the environment; nil when it is not set or empty.
    package static func variable(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// Writes all bytes to a stream; a reader that has gone ends the program quietly, as in any pipe.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            start += written
        }
    }

    /// Writes text to standard output.
    package static func out(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

    /// Writes a line to standard error.
    package static func error(_ line: String) { write(Array((line + "\n").utf8), to: STDERR_FILENO) }
}
