package import AssayKit

/// A document with its truth and with what was read from it.
package struct EvaluatedDocument: Sendable {
    /// The name under which it appears in the report.
    package let name: String
    /// The truth file.
    ///
    /// An object with the scored names, or one with `documents`: an array of such objects, a part of the document each.
    package let truth: JSONValue
    /// What `assay run` printed for it: one object a part, in order.
    ///
    /// Empty counts as nothing read.
    package let results: [JSONValue]
    /// The set that it belongs to; nil where there is but one.
    package let set: String?

    /// A document, its truth and its results.
    package init(name: String, truth: JSONValue, results: [JSONValue], set: String? = nil) {
        self.name = name
        self.set = set
        self.truth = truth
        self.results = results
    }

    /// The truths of its parts, in order.
    var truths: [JSONValue] { truth["documents"]?.arrayValue ?? [truth] }

    /// The sentence of the first part that failed.
    var failure: String? {
        if results.isEmpty { return "no result" }
        for result in results where result["status"]?.stringValue == "failed" {
            return result["error"]?["message"]?.stringValue ?? "failed without a reason"
        }
        return nil
    }
}
