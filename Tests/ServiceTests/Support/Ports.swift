import Accounts
import AssayKit
import Live
import Service
import Storage

/// Two pipelines: one that can be used, one with a mistake.
struct TwoPipelines: PipelineCatalogue {
    func list() -> [PipelineSummary] {
        [
            PipelineSummary(name: "good", description: "Reads", version: "1"),
            PipelineSummary(name: "broken", description: nil, version: "1"),
        ]
    }

    func text(of name: String) -> String? { ["good": "steps: []", "broken": "stepz: []"][name] }

    func check(_ text: String) -> [PipelineMistake] {
        guard text.contains("stepz") else { return [] }
        return [
            PipelineMistake(
                line: 1, column: 1, code: "unknown-key", message: "there is no stepz", hint: "steps",
                isError: true)
        ]
    }

    func isUsable(_ name: String) -> Bool? { ["good": true, "broken": false][name] }
}

/// One plugin, which reads PDF.
struct OnePlugin: PluginDirectory {
    func list() -> [JSONValue] { [["id": "pdf-text", "version": "1.0.0"]] }

    func mediaType(head: [UInt8], fileName: String) -> MediaTypeFinding {
        guard head.starts(with: Array("%PDF-".utf8)) else { return .unknown(readable: ["application/pdf"]) }
        guard fileName.hasSuffix(".pdf") else {
            return .contradiction(name: "image/png", content: "application/pdf")
        }
        return .known("application/pdf")
    }
}

/// Answers with the name of the file, or fails where the name says so.
struct EchoDesk: DocumentDesk {
    func extract(
        _ path: String, fileName: String, pipeline: String?
    ) async throws(JobFailure) -> (json: [UInt8], failure: JobFailure?) {
        let json = Array("[{\"file\":\"\(fileName)\"}]".utf8)
        guard fileName.hasPrefix("damaged") else { return (json, nil) }
        return (json, JobFailure(.permanent, code: "damaged_pdf", message: "it is damaged; send it again"))
    }

    func picture(
        ofPage page: Int, width: Int, of path: String, fileName: String, pipeline: String?
    ) async throws(JobFailure) -> [UInt8] {
        guard page == 1 else {
            throw JobFailure(.permanent, code: "no_page", message: "there is no page \(page)")
        }
        return Array("PNG \(width)".utf8)
    }

    func words(of path: String, fileName: String, pipeline: String?) async throws(JobFailure) -> [UInt8] {
        Array("{\"pages\":[]}".utf8)
    }
}

/// One source, with event names of its own.
struct OneSource: SourceViews {
    let socketEvents = [
        SourceEvents(
            source: "umbler", request: "request_umbler_data", data: "umbler_data", update: "umbler_update")
    ]

    func state(of source: String, for principal: Principal) async throws(LiveRefusal) -> JSONValue {
        guard source == "umbler" else { throw LiveRefusal(.notFound, "There is no source of that name.") }
        return ["stats": ["totalContacts": 1, "totalMessages": 2]]
    }
}
