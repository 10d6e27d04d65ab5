internal import AssayKit

/// Pages typed as on a typewriter: each character is 6 points wide, each line 12 points high, so that a layout can be
/// read in the test itself.
package enum TypedPage {
    /// The document of some pages.
    package static func document(_ pages: [String], recognised: Bool = false) -> [UInt8] {
        var builder = DocumentBuilder()
        for (place, page) in pages.enumerated() {
            let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
            let width = Float(lines.map(\.count).max() ?? 0) * 6 + 60
            builder.addPage(number: place + 1, width: width, height: Float(lines.count) * 12 + 80)
            for (row, line) in lines.enumerated() {
                add(line, y: Float(row) * 12 + 40, recognised: recognised, to: &builder)
            }
        }
        return builder.encoded()
    }

    private static func add(_ line: Substring, y: Float, recognised: Bool, to builder: inout DocumentBuilder)
    {
        var column = 0
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            if !word.isEmpty {
                let x = Float(column) * 6 + 30
                builder.addWord(
                    String(word), box: Box(x, y, x + Float(word.count) * 6, y + 10),
                    confidence: recognised ? 0.95 : 1, flags: recognised ? [.recognised] : [])
            }
            column += word.count + 1
        }
    }
}
