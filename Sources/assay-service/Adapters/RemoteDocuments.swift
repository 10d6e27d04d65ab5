internal import Fetching
internal import HTTPServing
internal import Processing
internal import Service
internal import Storage
internal import Synchronization

/// Fetches documents in sandboxed processes and keeps their bytes as blobs.
struct RemoteDocuments: DocumentFetching {
    let fetcher: Fetcher
    let blobs: any BlobStore
    let plugins: any PluginDirectory
    /// Bytes of a file.
    let limit: Int
    /// Documents that are fetched at a time: most of that is waiting for others.
    static let atOnce = 8

    func fetch(
        _ url: String, fileName: String, progress: @escaping @Sendable (Double) -> Void
    ) async throws(JobFailure) -> FetchedDocument {
        let head = Mutex<[UInt8]>([])
        let blob: any BlobWriter
        do {
            blob = try blobs.newBlob(limit: limit)
        } catch {
            throw Self.failure(.retryable, "storage", "\(fileName): \(error)")
        }
        do {
            try await fetcher.fetch(
                url, limit: limit,
                take: { piece in
                    head.withLock { if $0.count < 4096 { $0 += piece.prefix(4096 - $0.count) } }
                    try blob.write(piece)
                },
                progress: { bytes, total in
                    if let total, total > 0 { progress(Double(bytes) / Double(total)) }
                })
        } catch {
            blob.abandon()
            throw Self.failure(error, fileName)
        }
        let mediaType = try mediaType(head.withLock { $0 }, fileName, blob)
        do {
            return FetchedDocument(blob: try blob.finish(), mediaType: mediaType)
        } catch {
            throw Self.failure(.retryable, "storage", "\(fileName): \(error)")
        }
    }

    private func mediaType(
        _ head: [UInt8], _ fileName: String, _ blob: any BlobWriter
    ) throws(JobFailure) -> String {
        guard blob.size > 0 else {
            blob.abandon()
            throw Self.failure(
                .permanent, "empty_file", "\(fileName): the document is empty; check the address")
        }
        do {
            return try plugins.mediaType(head: head, fileName: fileName).type(of: fileName).mediaType
        } catch {
            blob.abandon()
            throw Self.failure(.permanent, error.code, error.sentence)
        }
    }

    private static func failure(_ error: FetchFailure, _ fileName: String) -> JobFailure {
        let kind: JobFailure.Kind =
            switch error.kind {
            case .refused, .missing, .tooLarge: .permanent
            case .unavailable, .fault, .cancelled: .retryable
            }
        let code =
            switch error.kind {
            case .refused: "url_refused"
            case .missing: "document_not_found"
            case .tooLarge: "file_too_large"
            case .unavailable: "fetch_failed"
            case .fault: "fetch_fault"
            case .cancelled: "cancelled"
            }
        return failure(kind, code, "\(fileName): \(error.message)")
    }

    private static func failure(_ kind: JobFailure.Kind, _ code: String, _ message: String) -> JobFailure {
        JobFailure(kind, code: code, message: message, stage: "fetch")
    }
}
