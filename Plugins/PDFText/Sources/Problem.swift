import AssayKit

/// Something wrong with a file or page that did not keep the reader from reading.
struct Problem: Hashable {
    /// A stable word.
    let code: String
    /// One sentence for a person.
    let message: String
    /// Where, from page 1; nil: the whole document.
    var page: Int?

    /// The file's structure was rebuilt by qpdf before poppler could open it.
    static let rewritten = Problem(
        code: "rewritten",
        message: "the file's structure was damaged; it was read from a copy that qpdf repaired")
    /// The file lacks the header that makes it a PDF.
    static let noHeader = Problem(
        code: "no_header", message: "the file does not begin with \"%PDF-\"")

    /// The table of objects is missing or lies elsewhere.
    static let noTable = Problem(
        code: "table_rebuilt",
        message: "the table of the file's objects is not where the file says; the objects were searched for")

    /// Poppler found a fault and went on.
    static func complaint(_ sentence: String, page: Int? = nil) -> Problem {
        Problem(
            code: page == nil ? "fault" : "page_fault",
            message: (page.map { "page \($0): " } ?? "") + "poppler read around a fault: \(sentence)",
            page: page)
    }

    /// A page that shows nothing, because its boxes do not meet or are empty.
    static func withoutSize(page: Int) -> Problem {
        Problem(
            code: "page_without_size",
            message: "page \(page) has no area: its boxes are empty or do not meet",
            page: page)
    }

    /// A page that cannot be opened at all.
    static func unreadable(page: Int) -> Problem {
        Problem(code: "page_unreadable", message: "page \(page) cannot be opened", page: page)
    }

    /// The JSON form under "problems" in the metadata.
    var json: JSONValue {
        var object = JSONObject([
            JSONObject.Member(key: "code", value: .string(code)),
            JSONObject.Member(key: "message", value: .string(message)),
        ])
        if let page { object.append("page", .integer(page)) }
        return .object(object)
    }
}
