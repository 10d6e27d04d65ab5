internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// `POST /api/extract`: a document in, its result out, nothing kept.
enum ExtractRoute {
    static let operation = Operation(
        .post, "/api/extract", tag: "extract", id: "extract", "Read one document and keep nothing",
        parameters: [.init("pipeline", .text(1...100), "gst-invoice unless said")],
        body: .multipart(.object([.init("file", .string(.init(format: "binary")))]), orJSON: nil),
        answers: [.init(200, "The results, as assay run prints them", .array(.anything))], bodyLimit: 1 << 30,
        handle: handle)

    private static func handle(_ call: Call) async throws -> Response {
        let house = call.house
        let pipeline = call.query("pipeline")
        try await InvoiceUpload.check(pipeline: pipeline, house)
        let form = try MultipartReader(call.request)
        while let part = try await form.nextPart() {
            guard part.name == "file", let sent = part.fileName else { continue }
            let name = ContentDisposition.cleanName(sent)
            var head: [UInt8] = []
            do {
                // A blob that no row refers to; it is swept up later.
                let blob = try house.blobs.newBlob(limit: house.settings.largestFile)
                while let bytes = try await form.nextBytes() {
                    if head.count < 4096 { head += bytes.prefix(4096 - head.count) }
                    try blob.write(bytes)
                }
                _ = try house.plugins.mediaType(head: head, fileName: name).type(of: name)
                let reference = try blob.finish()
                let path = try house.blobs.localPath(of: reference.digest)
                return try await answer(call, path, name, pipeline)
            } catch let error as UnreadableType {
                throw error.refusal
            } catch let error as BlobError {
                throw Refusal.of(error)
            }
        }
        throw Refusal.invalid([("file", "there is no file in the form; add one under file")])
    }

    private static func answer(_ call: Call, _ path: String, _ name: String, _ pipeline: String?) async throws
        -> Response
    {
        do throws(JobFailure) {
            let (json, failure) = try await call.house.desk.extract(path, fileName: name, pipeline: pipeline)
            if let failure { throw failure }
            return .json(json)
        } catch {
            throw HTTPError(error.kind == .retryable ? 503 : 422, error.code, Refusal.sentence(error.message))
        }
    }
}
