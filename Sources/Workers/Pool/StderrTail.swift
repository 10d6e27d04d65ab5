/// The last lines that a worker wrote on standard error; a bounded number of bounded length.
struct StderrTail {
    private static let longestLine = 4096
    private static let mostLines = 20

    private var lines: [String] = []
    private var unfinished: [UInt8] = []

    /// Takes in what came; returns the lines that are complete now.
    mutating func append(_ bytes: some Collection<UInt8>) -> [String] {
        var complete: [String] = []
        var rest = Array(bytes)[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            take(rest[..<end])
            complete.append(finishLine())
            rest = rest[(end + 1)...]
        }
        take(rest)
        return complete
    }

    /// The last line that says anything, the unfinished one included.
    var lastLine: String? {
        let last = String(decoding: unfinished, as: UTF8.self)
        let all = lines + [last]
        return all.last { line in line.contains { !$0.isWhitespace } }.map { String($0.prefix(500)) }
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        unfinished += bytes.prefix(max(0, Self.longestLine - unfinished.count))
    }

    private mutating func finishLine() -> String {
        // What a plugin prints may hold anything; it must not move a terminal's cursor.
        let line = String(decoding: unfinished.map { $0 < 32 || $0 == 127 ? 32 : $0 }, as: UTF8.self)
        unfinished = []
        lines.append(line)
        if lines.count > Self.mostLines { lines.removeFirst() }
        return line
    }
}
