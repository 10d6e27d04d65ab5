import AssayKit
import Foundation
import HTTPServing
import Testing

@Suite("Uploads that mean harm")
struct HostileUploadTests {
    /// Names that lead elsewhere, break out of a header, or are no names.
    private static let names: [String] = {
        let climbs = [
            "../", "..\\", "%2e%2e%2f", "....//", "/", "C:\\", "\\\\host\\share\\", "file:///", "~/", "./../",
        ]
        let targets = [
            "etc/passwd.pdf", "assay.db.pdf", "keys/tokens.json.pdf", "service.json.pdf", "blobs/x.pdf",
            ".bashrc.pdf",
            "-rf.pdf", "con.pdf", "nul\u{0}.pdf", "a\u{202E}fdp.exe.pdf", "x\r\nSet-Cookie: a=b.pdf",
            "\u{7f}.pdf",
            "  .pdf", "..pdf", "\"; rm.pdf", "<script>.pdf", "$(id).pdf", "`id`.pdf", "%00.pdf",
            String(repeating: "n", count: 3000) + ".pdf",
        ]
        return climbs.flatMap { climb in targets.map { climb + $0 } }
    }()

    @Test("row 63: 200 names that lead elsewhere make no file outside, and are shown without their path")
    func traversal() async throws {
        #expect(Self.names.count == 200)
        try await TestService.with { service in
            func listing(_ folder: String) -> Set<String> {
                Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            }
            let before = listing(service.folder)
            for (index, name) in Self.names.enumerated() {
                // A header can't hold these; what remains is what a client can send.
                let sent = name.filter { $0 != "\r\n" && $0 != "\"" && $0 != "\u{0}" }
                let answer = try await service.upload([(sent, "%PDF-1.7 \(index)")])
                guard answer.status == 202 else {
                    #expect([400, 415, 422].contains(answer.status), "\(sent.prefix(60)): \(answer.text)")
                    continue
                }
                let shown = try #require(answer.json.arrayValue?.first?["file_name"]?.stringValue)
                #expect(!shown.contains("/") && !shown.contains("\\") && shown.utf8.count <= 255, "\(shown)")
                #expect(!shown.hasPrefix(".") && !shown.hasPrefix("-"), "\(shown)")
                #expect(!shown.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }, "\(shown)")
            }
            #expect(listing(service.folder) == before)
            let shelves = listing(service.folder + "/blobs")
            #expect(shelves.allSatisfy { $0 == "incoming" || $0.count == 2 && UInt8($0, radix: 16) != nil })
        }
    }

    @Test("row 67: uploads that end midway leave nothing behind")
    func aborted() async throws {
        try await TestService.with { service in
            let form =
                "--sep\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 "
            let head = [
                "POST /api/invoices/upload HTTP/1.1", "Host: 127.0.0.1", "Content-Length: 100000",
                "Authorization: Bearer \(service.tokens["ann"] ?? "")",
                "Content-Type: multipart/form-data; boundary=sep",
            ].joined(separator: "\r\n")
            let bytes = Array("\(head)\r\n\r\n\(form)\(String(repeating: "x", count: 4000))".utf8)
            await withTaskGroup(of: Void.self) { group in
                for place in 0..<300 {
                    group.addTask {
                        // Cut at a place of its own; the answer, if there is one, does not matter.
                        _ = try? await Exchange.run(
                            Array(bytes.prefix(bytes.count - place * 10)), port: service.server.port,
                            cutting: true)
                    }
                    if place % 8 == 7 { await group.next() }
                }
            }
            var left = [""]
            for _ in 0..<600 {
                left = try FileManager.default.contentsOfDirectory(atPath: service.folder + "/blobs/incoming")
                if left.isEmpty { break }
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(left.isEmpty, "\(left.count)")
            let list = try await service.ask("GET", "/api/invoices", as: "ann")
            #expect(list.json["pagination"]?["total"]?.intValue == 0, "\(list.text)")
        }
    }
}
