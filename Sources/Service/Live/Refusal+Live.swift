internal import HTTPServing
internal import Live

extension Refusal {
    static func of(_ refusal: LiveRefusal) -> HTTPError {
        let status =
            switch refusal.kind {
            case .malformed: 400
            case .notFound: 404
            case .forbidden: 403
            case .tooMany: 422
            case .unavailable, .ended: 503
            }
        return HTTPError(status, refusal.kind.rawValue, refusal.sentence)
    }
}
