import AssayKit
import Files
import Foundation
import Testing

/// Files that were made to hurt, each small and made here.
struct HostileFilesTests {
    struct HostileFile: Sendable {
        let name: String
        let bytes: [UInt8]
        /// nil: it is read all the same.
        let code: String?
    }

    @Test(
        "hostile files in one command: each has exactly one result, or one sentence that says what to do",
        .timeLimit(.minutes(3)))
    func oneCommand() throws {
        let workspace = try Workspace()
        let sample = try FileSystem.read(Program.sample)
        let cases = Self.pdfs(sample) + Self.pictures + Self.wrongNames(sample)
        var files: [String] = []
        for file in cases {
            files.append(workspace.folder + "/" + file.name)
            try FileSystem.write(file.bytes, to: workspace.folder + "/" + file.name)
        }
        // The healthy document stands last: what came before must not have spoilt it.
        files.append(Program.sample)
        let outcome = try Program.run(["run", "--no-cache", "--format", "json"] + files)
        #expect(outcome.status == 1, "\(outcome.err)")
        let results = try outcome.results
        #expect(results.map { $0["file"]?.stringValue } == files)
        for (file, result) in zip(cases, results) {
            let error = result["error"]
            #expect(error?["code"]?.stringValue == file.code, "\(file.name): \(error ?? .null)")
            guard file.code != nil, let message = error?["message"]?.stringValue else { continue }
            #expect(message.hasPrefix(workspace.folder + "/" + file.name + ": "))
            // What is wrong, and behind the semicolon what to do about it.
            #expect(message.contains("; ") && !message.contains("\n"), "\(message)")
            #expect(!["SIG", "Fatal error", ".swift:"].contains { message.contains($0) }, "\(message)")
        }
        #expect(results.last?["error"] == .null, "the healthy one behind them")
    }

    private static func pdfs(_ sample: [UInt8]) -> [HostileFile] {
        [
            HostileFile(
                name: "truncated.pdf", bytes: Array(sample.prefix(sample.count / 2)), code: "damaged"),
            HostileFile(
                name: "nested.pdf",
                bytes: pdf(
                    ["1 0 obj\n" + repeating("[", 100_000) + repeating("]", 100_000) + "\nendobj"],
                    "/Root 1 0 R"),
                code: "damaged"),
            HostileFile(
                name: "pages-in-a-circle.pdf",
                bytes: pdf(
                    [catalogue, "2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>endobj"],
                    "/Root 1 0 R"),
                code: "no_pages"),
            HostileFile(
                name: "encrypted.pdf",
                bytes: pdf(
                    [
                        catalogue, "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj",
                        "3 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + repeating("41", 32) + ">/U<"
                            + repeating("42", 32) + ">>>endobj",
                    ], "/Root 1 0 R/Encrypt 3 0 R/ID[<0123><0123>]"),
                code: "encrypted"),
        ]
    }

    private static let pictures = [
        HostileFile(name: "flood.png", bytes: png(width: 25_000, height: 20_000), code: "too_many_pixels"),
        HostileFile(name: "thin.png", bytes: png(width: 1, height: 65_535), code: "damaged"),
        HostileFile(
            name: "directory-nowhere.tiff", bytes: Array("II*\0".utf8) + [0xFF, 0xFF, 0xFF, 0x7F],
            code: "damaged"),
        HostileFile(
            name: "without-frames.gif", bytes: Array("GIF89a".utf8) + [0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0, 0],
            code: "damaged"),
    ]

    private static func wrongNames(_ sample: [UInt8]) -> [HostileFile] {
        [
            HostileFile(name: "empty.png", bytes: [], code: "empty_file"),
            HostileFile(
                name: "zero-bytes.pdf", bytes: [UInt8](repeating: 0, count: 4096), code: "unsupported_type"),
            HostileFile(
                name: "zip.pdf", bytes: Array("PK".utf8) + [5, 6] + [UInt8](repeating: 0, count: 18),
                code: "unsupported_type"),
            HostileFile(name: "a-pdf-in-truth.png", bytes: sample, code: nil),
        ]
    }

    private static let catalogue = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj"

    private static func repeating(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    private static func pdf(_ objects: [String], _ trailer: String) -> [UInt8] {
        Array(("%PDF-1.4\n" + objects.joined(separator: "\n") + "\ntrailer<<\(trailer)>>\n%%EOF\n").utf8)
    }

    /// A PNG whose header promises more pixels than it has.
    private static func png(width: UInt32, height: UInt32) -> [UInt8] {
        func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
            big(UInt32(data.count)) + Array(name.utf8) + data + [0, 0, 0, 0]
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", big(width) + big(height) + [8, 2, 0, 0, 0]) + chunk("IDAT", [1, 2, 3])
            + chunk("IEND", [])
    }

    private static func big(_ value: UInt32) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }
}
