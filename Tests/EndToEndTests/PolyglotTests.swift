import AssayKit
import Files
import Foundation
import Testing

@Suite("Files that are not what they are called", .timeLimit(.minutes(2)))
struct PolyglotTests {
    /// Beginnings of files: what they are, and what they are called rightly; nil for what nothing reads.
    private static let heads: [(name: String, bytes: [UInt8], right: [String])] = {
        func text(_ text: String) -> [UInt8] { Array(text.utf8) }
        return [
            ("pdf", text("%PDF-1.7\n1 0 obj"), ["pdf"]),
            ("pdf-behind-html", text("<html><script>alert(1)</script>\n%PDF-1.7\n"), ["pdf"]),
            ("png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], ["png"]),
            ("jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + text("JFIF<?php system('id') ?>"), ["jpg"]),
            ("gif-and-script", text("GIF89a/*") + [0, 0] + text("*/=1;alert(1)//"), ["gif"]),
            ("webp", text("RIFF") + [4, 0, 0, 0] + text("WEBPVP8 "), ["webp"]),
            ("tiff", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0], ["tif"]), ("html", text("<!doctype html><p>hi"), []),
            ("svg", text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), []),
            ("script", text("#!/bin/sh\nid\n"), []), ("elf", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], []),
            ("zip", text("PK\u{3}\u{4}archive"), []), ("java", [0xCA, 0xFE, 0xBA, 0xBE, 0, 0], []),
            ("text", text("Invoice 1"), []),
        ]
    }()
    private static let extensions = ["pdf", "png", "jpg", "gif", "webp", "tif"]

    @Test("row 59: 84 contents under other names: none is taken for what it is called")
    func extensions() throws {
        let workspace = try Workspace()
        let service = try RunningService(in: workspace)
        var (form, expected): ([String], [Bool]) = ([], [])
        for head in Self.heads {
            let path = workspace.folder + "/" + head.name
            try FileSystem.write(head.bytes + Array(" \(head.name)".utf8), to: path)
            for suffix in Self.extensions {
                form.append("files=@\(path);filename=\(head.name)-as.\(suffix)")
                expected.append(head.right.contains(suffix))
            }
        }
        #expect(form.count == 84)
        let entries = try service.ask("/api/invoices/upload", form: form).arrayValue ?? []
        try #require(entries.count == 84, "\(entries)")
        for (entry, isRight) in zip(entries, expected) {
            let code = entry["code"]?.stringValue
            guard isRight else {
                #expect(entry["id"]?.isNull == true, "\(entry)")
                #expect(code == "type_mismatch" || code == "invalid_file_type", "\(entry)")
                continue
            }
            let id = try #require(entry["id"]?.stringValue, "\(entry)")
            let invoice = try service.ask("/api/invoices/\(id)")
            let name = entry["file_name"]?.stringValue ?? ""
            let type = invoice["media_type"]?.stringValue ?? ""
            #expect(type == Self.types[String(name.split(separator: ".").last ?? "")], "\(name): \(type)")
        }
        #expect(service.stop() == 0)
    }

    private static let types = [
        "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif",
        "webp": "image/webp", "tif": "image/tiff",
    ]
}
