package import Storage

/// Gets documents from other machines.
package protocol DocumentFetching: Sendable {
    /// Fetches a document and stores its bytes.
    ///
    /// - Parameters:
    ///   - url: Where it is.
    ///   - fileName: The name to show in sentences.
    ///   - progress: Hears which part has come, 0...1, where the whole length is known.
    /// - Returns: It, stored.
    /// - Throws: ``JobFailure`` of the stage `fetch`; a cancelled task ends the fetching.
    func fetch(
        _ url: String, fileName: String, progress: @escaping @Sendable (Double) -> Void
    ) async throws(JobFailure) -> FetchedDocument
}

/// A document that has been fetched.
package struct FetchedDocument: Sendable, Hashable {
    package let blob: BlobReference
    /// As decided by content: "application/pdf".
    package let mediaType: String

    package init(blob: BlobReference, mediaType: String) {
        self.blob = blob
        self.mediaType = mediaType
    }
}
