import AssayKit
import Foundation
import Spreadsheets
import Testing

@Suite("spreadsheets")
struct SpreadsheetTests {
    /// Reads a workbook with Python's own ZIP and XML readers: cells by their place as `type style value`.
    private static let reader = """
        import sys, zipfile, xml.etree.ElementTree as tree
        z = zipfile.ZipFile(sys.argv[1])
        assert z.testzip() is None
        for name in z.namelist(): tree.fromstring(z.read(name))
        for part in ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml']:
            assert part in z.namelist(), part
        n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
        for c in tree.fromstring(z.read('xl/worksheets/sheet1.xml')).iter(n + 'c'):
            assert c.find(n + 'f') is None
            value = c.find(n + 'v')
            text = c.find(n + 'is/' + n + 't')
            print(c.get('r'), c.get('t', 'n'), c.get('s'), repr(value.text if value is not None else text.text))
        """

    static func read(_ bytes: [UInt8]) throws -> [String] {
        let path =
            FileManager.default.temporaryDirectory.path + "/assay-\(UInt64.random(in: 0 ... .max)).xlsx"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", reader, path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("numbers are numbers, dates are dates, and no text is a formula")
    func cells() throws {
        var writer = try SpreadsheetWriter(sheet: "A/B [2026]", columns: ["what", "=heading"])
        var bytes = writer.takeReady()
        writer.add([.text("=1+1"), .text("a < b & \"c\"\u{1}\u{0B}"), .empty, .integer(7)])
        writer.add([.amount(try #require(Amount("-1180.50"))), .real(0.93), .text("-5")])
        writer.add([
            .date(try #require(CalendarDate(iso: "2026-03-31"))), .moment(1_774_915_200_000),
            .text("\u{20B9} \u{1F600}"),
        ])
        writer.add([.amount(try #require(Amount("999999999999.999999"))), .text(""), .text("  two  spaces ")])
        try writer.finish()
        bytes += writer.takeReady()
        #expect(
            try Self.read(bytes) == [
                "A1 inlineStr 1 'what'", "B1 inlineStr 1 '=heading'",
                "A2 inlineStr 2 '=1+1'", "B2 inlineStr 0 'a < b & \"c\"'", "D2 n 0 '7'",
                "A3 n 3 '-1180.50'", "B3 n 0 '0.93'", "C3 inlineStr 2 '-5'",
                "A4 n 4 '46112'", "B4 n 5 '46112.0'", "C4 inlineStr 0 '\u{20B9} \u{1F600}'",
                "A5 inlineStr 0 '999999999999.999999'", "B5 inlineStr 0 None",
                "C5 inlineStr 0 '  two  spaces '",
            ])
    }

    @Test("many rows are streamed: what is ready is small, and the whole is right")
    func many() throws {
        var writer = try SpreadsheetWriter(sheet: "many", columns: ["n"])
        var bytes: [UInt8] = []
        for number in 1...5000 {
            writer.add([.integer(number), .text("row \(number)")])
            if number % 500 == 0 {
                let ready = writer.takeReady()
                #expect(ready.count < 200_000)
                bytes += ready
            }
        }
        try writer.finish()
        bytes += writer.takeReady()
        let cells = try Self.read(bytes)
        #expect(cells.count == 10_001)
        #expect(cells.last == "B5001 inlineStr 0 'row 5000'")
    }
}
