internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Pages as a reviewer sees them: their pictures and their words.
///
/// Workers make both when they are first asked for.
enum PageRoutes {
    private static let id = Operation.Parameter("id", in: .path, .uuid, "The invoice")
    private static let widths = 50...3000
    /// Pixels; what a screen shows beside a form.
    private static let usualWidth = 1000

    static let operations: [Operation] = [
        Operation(
            .get, "/api/invoices/:id/pages/:page", tag: "invoices", id: "invoicePage",
            "The picture of a page",
            parameters: [
                id,
                .init(
                    "page", in: .path, .string(.init(pattern: "^[1-9][0-9]{0,4}\\.png$")),
                    "Its number, from 1, and .png"),
                .init("width", .integer(widths), "Pixels (1000 unless said); a scan is never enlarged"),
            ],
            answers: [.init(200, "The picture", .string(.init(format: "binary")), mediaType: "image/png")],
            errors: [409, 503], handle: picture),
        Operation(
            .get, "/api/invoices/:id/words", tag: "invoices", id: "invoiceWords",
            "The words of the document with their boxes, in points from each page's top left",
            parameters: [id], answers: [.init(200, "The pages", words)], errors: [409, 503],
            handle: words(_:)),
    ]

    private static let words = Schema.object([
        .init(
            "pages",
            .array(
                .object([
                    .init("page", .integer(1...Int(Int32.max))), .init("width", .number()),
                    .init("height", .number()),
                    .init(
                        "words",
                        .array(
                            .object([
                                .init("text", .text), .init("box", .array(.number(), 4...4)),
                                .init("line", .integer()), .init("confidence", .number(0...1)),
                                .init("block", .integer(), required: false),
                            ]))),
                ])))
    ])

    private static func picture(_ call: Call) async throws -> Response {
        let text = call.request.parameters["page"] ?? ""
        guard text.hasSuffix(".png"), let page = Int(text.dropLast(4)), (1...99_999).contains(page) else {
            throw HTTPError(
                404, "not_found", "Pages are named 1.png, 2.png and so on; there is no page of that name.")
        }
        let width = call.query("width").flatMap { Int($0) } ?? usualWidth
        // Every width could be asked for; only round ones are kept.
        let name = width % 100 == 0 ? "page-\(page)-\(width)" : nil
        return try await answer(call, kept: name, type: "image/png") {
            (path, fileName, pipeline) async throws(JobFailure) in
            try await call.house.desk.picture(
                ofPage: page, width: width, of: path, fileName: fileName, pipeline: pipeline)
        }
    }

    private static func words(_ call: Call) async throws -> Response {
        try await answer(call, kept: "words", type: "application/json") {
            (path, fileName, pipeline) async throws(JobFailure) in
            try await call.house.desk.words(of: path, fileName: fileName, pipeline: pipeline)
        }
    }

    /// What is kept under that name, or what a worker makes now.
    private static func answer(
        _ call: Call, kept name: String?, type: String,
        _ make: (_ path: String, _ fileName: String, _ pipeline: String?) async throws(JobFailure) -> [UInt8]
    ) async throws -> Response {
        let (id, visibility) = (try call.id(of: Invoice.self), try call.principal.visibility)
        let (house, store) = (call.house, call.house.store)
        let invoice = try await call.stored { () async throws(StorageError) in
            try await store.invoice(id, visibility: visibility)
        }
        guard let document = invoice.origin.document else {
            throw HTTPError(
                409, "wrong_state", "The invoice has no document: it was made by hand, or is still fetched.")
        }
        // Words depend on the pipeline that reads them.
        let kept = name.map { type == "image/png" ? $0 : "\($0)-\(invoice.origin.pipeline ?? "standard")" }
        if let kept, let blob = try? await store.attachment(kept, of: id, visibility: visibility),
            let path = try? house.blobs.localPath(of: blob.digest)
        {
            return .file(path, type: type)
        }
        let bytes: [UInt8]
        do {
            let path = try house.blobs.localPath(of: document.digest)
            bytes = try await make(path, invoice.origin.fileName ?? "document", invoice.origin.pipeline)
        } catch let error as JobFailure {
            if error.code == "no_page" {
                throw HTTPError(
                    404, "not_found",
                    "The document has no such page; it has \(max(invoice.pages, 1)).")
            }
            throw HTTPError(
                error.kind == .retryable ? 503 : 422, error.code, Refusal.sentence(error.message))
        } catch let error as BlobError {
            throw Refusal.of(error)
        }
        // What can't be kept, on a full disk for one, is made again the next time.
        if let kept, let blob = try? house.blobs.store(bytes) {
            // As above.
            try? await store.attach(blob, name: kept, to: id)
        }
        var response = Response(headers: [("Content-Type", type)], body: .bytes(bytes))
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
    }
}
