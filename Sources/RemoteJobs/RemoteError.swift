internal import AssayKit
internal import Storage

/// What the store had against a call, as JSON.
enum RemoteError {
    static func json(_ error: StorageError) -> JSONValue {
        switch error {
        case .leaseLost: "lease_lost"
        case .cancelled: "cancelled"
        case .full: "full"
        case .busy: "busy"
        case .notFound(let what): ["not_found": .string(what)]
        case .wrongState(let sentence): ["wrong_state": .string(sentence)]
        // The service ends: the worker goes on and asks the next one.
        default: ["fault": .string(error.description)]
        }
    }

    static func error(_ json: JSONValue) -> StorageError {
        switch json.stringValue {
        case "lease_lost": return .leaseLost
        case "cancelled": return .cancelled
        case "full": return .full
        case "busy": return .busy
        default: break
        }
        if let what = json["not_found"]?.stringValue { return .notFound(what) }
        if let sentence = json["wrong_state"]?.stringValue { return .wrongState(sentence) }
        return .fault(
            json["fault"]?.stringValue ?? json.stringValue ?? "the service's answer could not be read")
    }
}
