internal import AssayKit

/// Writes an Office Open XML workbook (ECMA-376, part 1) row by row; only what is not yet taken is in memory.
package struct SpreadsheetWriter: ~Copyable {
    private var zip: ZipWriter
    private let name: String
    private let columns: [String]
    /// Rows of the sheet that is open, the heading among them.
    private var row = 0
    private var sheets = 0
    private var text: [UInt8] = []

    /// The most rows of a sheet, by ECMA-376 and every program that follows it.
    private static let mostRows = 1_048_576
    /// The most characters of a cell.
    private static let mostCharacters = 32_767

    /// - Parameters:
    ///   - name: Of the sheets; what a sheet's name may not hold is left out.
    ///   - columns: The heading.
    /// - Throws: When there is no memory.
    package init(sheet name: String, columns: [String]) throws(SpreadsheetError) {
        zip = try ZipWriter()
        let allowed = name.filter { !"[]:*?/\\'".contains($0) && Self.isXML($0) }.prefix(25)
        self.name = allowed.isEmpty ? "Sheet" : String(allowed)
        self.columns = columns
        beginSheet()
    }

    /// Bytes of the file that are ready.
    package mutating func takeReady() -> [UInt8] {
        zip.write(text)
        text.removeAll(keepingCapacity: true)
        return zip.takeReady()
    }

    /// Adds a row; a full sheet is followed by another.
    package mutating func add(_ cells: [SpreadsheetCell]) {
        if row == Self.mostRows {
            endSheet()
            beginSheet()
        }
        put(cells, isHeading: false)
    }

    /// Ends the file; what is ready then is its end.
    ///
    /// - Throws: When it became larger than 4 GiB.
    package mutating func finish() throws(SpreadsheetError) {
        endSheet()
        zip.add("xl/styles.xml", Self.styles)
        let numbers = 1...sheets
        zip.add(
            "xl/workbook.xml",
            Self.head
                + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)/relationships\"><sheets>"
                + numbers.map {
                    "<sheet name=\"\(Self.escaped(name))\($0 == 1 ? "" : " \($0)")\" sheetId=\"\($0)\" r:id=\"rId\($0)\"/>"
                }.joined() + "</sheets></workbook>")
        zip.add(
            "xl/_rels/workbook.xml.rels",
            Self.head + "<Relationships xmlns=\"\(Self.package)/relationships\">"
                + numbers.map {
                    "<Relationship Id=\"rId\($0)\" Type=\"\(Self.office)/relationships/worksheet\" "
                        + "Target=\"worksheets/sheet\($0).xml\"/>"
                }.joined()
                + "<Relationship Id=\"rId\(sheets + 1)\" Type=\"\(Self.office)/relationships/styles\" "
                + "Target=\"styles.xml\"/></Relationships>")
        zip.add(
            "_rels/.rels",
            Self.head + "<Relationships xmlns=\"\(Self.package)/relationships\"><Relationship Id=\"rId1\" "
                + "Type=\"\(Self.office)/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        )
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        zip.add(
            "[Content_Types].xml",
            Self.head + "<Types xmlns=\"\(Self.package)/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(kind).sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(kind).styles+xml\"/>"
                + numbers.map {
                    "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" ContentType=\"\(kind).worksheet+xml\"/>"
                }.joined() + "</Types>")
        try zip.finish()
    }

    private mutating func beginSheet() {
        sheets += 1
        row = 0
        zip.begin("xl/worksheets/sheet\(sheets).xml")
        text += Array(
            (Self.head + "<worksheet xmlns=\"\(Self.main)\"><sheetViews><sheetView workbookViewId=\"0\">"
                + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"
                + "</sheetViews><sheetData>").utf8)
        put(columns.map { .text($0) }, isHeading: true)
    }

    private mutating func endSheet() {
        text += Array("</sheetData></worksheet>".utf8)
        zip.write(text)
        text.removeAll(keepingCapacity: true)
        zip.end()
    }

    private mutating func put(_ cells: [SpreadsheetCell], isHeading: Bool) {
        row += 1
        var line = "<row r=\"\(row)\">"
        for (column, cell) in cells.enumerated() {
            line += Self.xml(cell, Self.letters(column) + "\(row)", isHeading)
        }
        text += Array((line + "</row>").utf8)
        if text.count > 65_536 {
            zip.write(text)
            text.removeAll(keepingCapacity: true)
        }
    }
}

extension SpreadsheetWriter {
    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006"
    private static let package = "http://schemas.openxmlformats.org/package/2006"

    /// The numbers of ``styles``.
    private enum Style: Int { case plain, heading, text, amount, date, moment }

    /// Formats 4 (#,##0.00) and 49 (text) are the standard's own.
    private static let styles =
        head + "<styleSheet xmlns=\"\(main)\"><numFmts count=\"2\">"
        + "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
        + "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/></numFmts>"
        + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"6\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\"/>"
        + [4, 164, 165].map {
            "<xf numFmtId=\"\($0)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        }.joined()
        + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"

    private static func xml(_ cell: SpreadsheetCell, _ place: String, _ isHeading: Bool) -> String {
        func number(_ value: String, _ style: Style) -> String {
            "<c r=\"\(place)\" s=\"\(style.rawValue)\"><v>\(value)</v></c>"
        }
        func text(_ value: String) -> String {
            // A program that takes cells for formulas when they are edited sees that these are text.
            let isSuspect = value.first.map { "=+-@\t\r".contains($0) } ?? false
            let style: Style = isHeading ? .heading : isSuspect ? .text : .plain
            return "<c r=\"\(place)\" s=\"\(style.rawValue)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                + escaped(String(value.prefix(mostCharacters))) + "</t></is></c>"
        }
        switch cell {
        case .empty: return ""
        case .text(let value): return text(value)
        case .integer(let value): return number(String(value), .plain)
        case .amount(let amount):
            // A spreadsheet's numbers have 15 digits; more would be changed silently.
            return amount.text.filter(\.isNumber).drop { $0 == "0" }.count <= 15
                ? number(amount.text, .amount) : text(amount.text)
        case .real(let value): return value.isFinite ? number("\(value)", .plain) : ""
        case .date(let date):
            // Before 1 March 1900 spreadsheets disagree about the day.
            let days = date.dayNumber + daysTo1970
            return days > 60 ? number(String(days), .date) : text(date.iso)
        case .moment(let milliseconds):
            let days = Double(milliseconds) / 86_400_000 + Double(daysTo1970)
            return days > 61 ? number("\(days)", .moment) : ""
        }
    }

    /// From 30 December 1899, the day 0 of spreadsheets.
    private static let daysTo1970 = 25_569

    /// A, B, … Z, AA.
    static func letters(_ column: Int) -> String {
        var (rest, text) = (column + 1, "")
        while rest > 0 {
            text = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + text
            rest = (rest - 1) / 26
        }
        return text
    }

    /// Without what XML 1.0 cannot hold.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars where isXML(scalar) {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\r": escaped += "&#13;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func isXML(_ character: Character) -> Bool { character.unicodeScalars.allSatisfy(isXML) }

    /// Source: XML 1.0, section 2.2.
    private static func isXML(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
