/// The shape of errors.
package enum ErrorAnswer {
    /// `{"error", "code", "details"?, "request_id"}`.
    package static func json(_ error: HTTPError, requestID: String) -> Response {
        var text = "{\"error\":\(JSONText.quoted(error.message)),\"code\":\(JSONText.quoted(error.code))"
        if let details = error.detailsJSON { text += ",\"details\":\(details)" }
        text += ",\"request_id\":\(JSONText.quoted(requestID))}"
        var response = Response.json(text, status: error.status)
        for field in error.headers { response.headers[field.name] = field.value }
        return response
    }
}
