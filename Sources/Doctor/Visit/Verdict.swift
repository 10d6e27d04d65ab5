internal import HTTPClient

/// What a check came to.
enum Verdict: Sendable, Equatable {
    /// It is well; what was seen.
    case pass(String)
    /// It is not; what was seen, and what mends it.
    case fail(String, mend: String)
    /// It could not be looked at; why, and what would make it possible.
    case skip(String, mend: String? = nil)

    /// A failure out of a sentence whose last clause, behind a semicolon, is the mend.
    static func fail(sentence: String, mend: String) -> Verdict {
        guard let place = sentence.lastRange(of: "; ") else { return .fail(sentence, mend: mend) }
        return .fail(String(sentence[..<place.lowerBound]), mend: String(sentence[place.upperBound...]))
    }

    /// A failure of the connection itself.
    static func failure(_ failure: DirectConnection.Failure, _ client: ServiceClient) -> Verdict {
        let address = client.address
        let mend =
            switch failure.kind {
            case .name: "correct the host name in the URL"
            case .refused:
                "start the service (assay serve), or correct the port; service.json in its data folder has it"
            case .encryption:
                "mend the certificate, or write the URL with \(address.isEncrypted ? "http://" : "https://")"
            case .time: "look whether a firewall drops the connection, and into the service's log"
            case .ended: "look whether a proxy or another program answers at \(address.authority)"
            }
        return .fail("\(address.url): \(failure.description)", mend: mend)
    }
}

extension String {
    /// Where a text stands for the last time.
    fileprivate func lastRange(of text: String) -> Range<String.Index>? {
        var found: Range<String.Index>?
        var start = startIndex
        while let range = self[start...].firstRange(of: text) {
            found = range
            start = range.upperBound
        }
        return found
    }
}
