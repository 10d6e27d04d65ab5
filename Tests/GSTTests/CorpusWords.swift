import AssayKit
import Foundation

/// Words of a file from the command-line tools: `pdftotext -bbox-layout` for text, `tesseract` for pictures.
enum CorpusWords {
    static func isText(_ file: URL) throws -> Bool {
        guard file.pathExtension == "pdf" else { return false }
        return try output("pdftotext", ["-q", file.path, "-"]).split(separator: " ").count > 20
    }

    /// The document's buffer; a scan's from ASSAY_PAGES, a folder with the page caches of `assay run`, where set.
    static func load(_ file: URL) throws -> [UInt8] {
        if try isText(file) { return try text(file).encoded() }
        return try cached(file) ?? recognised(file).encoded()
    }

    private static func cached(_ file: URL) throws -> [UInt8]? {
        guard let folder = ProcessInfo.processInfo.environment["ASSAY_PAGES"] else { return nil }
        let place = URL(filePath: folder).appending(path: file.deletingPathExtension().lastPathComponent)
        guard let files = FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil) else {
            return nil
        }
        for case let candidate as URL in files {
            guard let data = try? Data(contentsOf: candidate), data.starts(with: Array("ACD1".utf8)) else {
                continue
            }
            return Array(data)
        }
        return nil
    }

    private static func text(_ file: URL) throws -> DocumentBuilder {
        let html = try output("pdftotext", ["-q", "-bbox-layout", file.path, "-"])
        var builder = DocumentBuilder()
        var page = 0
        var line = 0
        for row in html.split(separator: "\n") {
            if row.contains("<page ") {
                page += 1
                builder.addPage(
                    number: page, width: Float(attribute("width", row)),
                    height: Float(attribute("height", row)))
            } else if row.contains("<line ") {
                line += 1
            } else if row.contains("<word "), let start = row.firstIndex(of: ">"),
                let end = row.range(of: "</word>")
            {
                let text = row[row.index(after: start)..<end.lowerBound]
                    .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
                    .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(
                        of: "&#39;", with: "'"
                    )
                    .replacingOccurrences(of: "&apos;", with: "'")
                    .replacingOccurrences(of: "&amp;", with: "&")
                builder.addWord(
                    text,
                    box: Box(
                        Float(attribute("xMin", row)), Float(attribute("yMin", row)),
                        Float(attribute("xMax", row)), Float(attribute("yMax", row))), line: line)
            }
        }
        return builder
    }

    private static func attribute(_ name: String, _ row: Substring) -> Double {
        guard let start = row.range(of: name + "=\"") else { return 0 }
        return Double(row[start.upperBound...].prefix { $0 != "\"" }) ?? 0
    }

    private static func recognised(_ file: URL) throws -> DocumentBuilder {
        let cache = FileManager.default.temporaryDirectory.appending(path: "assay-corpus-ocr")
        try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
        let name = file.deletingPathExtension().lastPathComponent
        let kept = cache.appending(path: name + ".tsv")
        if !FileManager.default.fileExists(atPath: kept.path) {
            var picture = file.path
            if file.pathExtension == "pdf" {
                _ = try output(
                    "pdftoppm", ["-r", "200", "-singlefile", "-png", file.path, cache.path + "/" + name])
                picture = cache.path + "/" + name + ".png"
            }
            try output("tesseract", [picture, "-", "--psm", "4", "tsv"]).write(
                to: kept, atomically: true, encoding: .utf8)
        }
        var builder = DocumentBuilder()
        var scale: Float = 1
        for row in try String(contentsOf: kept, encoding: .utf8).split(separator: "\n").dropFirst() {
            let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count >= 12, let left = Float(cells[6]), let top = Float(cells[7]),
                let width = Float(cells[8]), let height = Float(cells[9])
            else { continue }
            if cells[0] == "1" {
                scale = 595 / max(width, 1)
                builder.addPage(number: 1, width: 595, height: height * scale, dpi: 200)
            } else if cells[0] == "5", !cells[11].trimmingCharacters(in: .whitespaces).isEmpty {
                builder.addWord(
                    cells[11],
                    box: Box(left * scale, top * scale, (left + width) * scale, (top + height) * scale),
                    confidence: (Float(cells[10]) ?? 0) / 100, line: Int(cells[4]) ?? 0, flags: [.recognised])
            }
        }
        return builder
    }

    private static func output(_ tool: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
