package import AssayKit

/// What was found on the pages of a document: lines of words, candidates, and the values that were chosen.
///
/// Made from what `assay run` prints and from the words with their boxes; no document is read here.
package struct Sketch: Sendable {
    /// Why a piece of a page is marked.
    package enum Role: String, Sendable, CaseIterable {
        /// Words that stand on one line.
        case line
        /// Lines that belong together.
        case block
        /// Words that look like an amount, a date or an identifier: what a field may have been chosen from.
        case candidate
        /// The value of a header field.
        case field
        /// A cell of a row.
        case cell
        /// What a field was not chosen to be.
        case alternative
    }

    /// A marked piece of a page.
    package struct Mark: Hashable, Sendable {
        package let role: Role
        /// Left, top, right and bottom in points from the page's top left.
        package let box: Box
        /// What stands beside it; empty for none.
        package let label: String
        /// 0...1; nil where nothing is said of it.
        package let confidence: Double?
    }

    /// A rectangle in points from the page's top left.
    package struct Box: Hashable, Sendable {
        package var x0, y0, x1, y1: Double

        /// Reads `[x0, y0, x1, y1]`; nil for anything else, or for what lies far off every page.
        package init?(_ json: JSONValue?) {
            let numbers = (json?.arrayValue ?? []).compactMap(\.doubleValue)
            guard numbers.count == 4, numbers.allSatisfy({ $0.isFinite && abs($0) < 20_000 }),
                numbers[2] >= numbers[0], numbers[3] >= numbers[1]
            else { return nil }
            (x0, y0, x1, y1) = (numbers[0], numbers[1], numbers[2], numbers[3])
        }

        /// The smallest rectangle around both.
        func union(_ other: Box) -> Box {
            var sum = self
            (sum.x0, sum.y0) = (min(x0, other.x0), min(y0, other.y0))
            (sum.x1, sum.y1) = (max(x1, other.x1), max(y1, other.y1))
            return sum
        }
    }

    /// A page with its marks.
    package struct Page: Sendable {
        /// From 1.
        package let number: Int
        /// Points.
        package let width, height: Double
        /// Blocks and lines first, choices last, so that later ones are drawn over earlier ones.
        package var marks: [Mark]
    }

    /// A value in words, for the table beside the pictures.
    package struct Value: Hashable, Sendable {
        /// `total`, `line_items[2].hsn`.
        package let name: String
        package let value: String
        /// The text that it was read from; empty for none.
        package let raw: String
        package let confidence: Double?
        /// `read`, `derived` or `default`.
        package let origin: String
        /// From 1; nil where it was not read off a page.
        package let page: Int?
    }

    /// In the order of the document.
    package private(set) var pages: [Page]
    /// Header fields, then rows, invoice by invoice.
    package private(set) var values: [Value] = []

    /// A sketch of results over the words of their document.
    ///
    /// - Parameters:
    ///   - results: What `assay run` prints: one object an invoice.
    ///   - words: `{"pages": [{"page", "width", "height", "words": […]}]}`.
    package init(results: [JSONValue], words: JSONValue) {
        pages = (words["pages"]?.arrayValue ?? []).compactMap(Self.page)
        for (index, result) in results.enumerated() {
            let prefix = results.count > 1 ? "#\(index + 1) " : ""
            for member in result["fields"]?.objectValue?.members ?? [] {
                add(member.value, name: prefix + member.key, role: .field)
            }
            for (row, cells) in (result["line_items"]?.arrayValue ?? []).enumerated() {
                for member in cells.objectValue?.members ?? [] {
                    add(member.value, name: "\(prefix)line_items[\(row + 1)].\(member.key)", role: .cell)
                }
            }
        }
        for index in pages.indices {
            let order = [Role.block, .line, .candidate, .alternative, .cell, .field]
            pages[index].marks.sort {
                (order.firstIndex(of: $0.role) ?? 0) < (order.firstIndex(of: $1.role) ?? 0)
            }
        }
    }

    private mutating func add(_ json: JSONValue, name: String, role: Role) {
        guard let value = json["value"], !value.isNull else { return }
        let text = value.stringValue ?? JSONWriter.text(value)
        let confidence = json["confidence"]?.doubleValue
        values.append(
            Value(
                name: name, value: text, raw: json["raw"]?.stringValue ?? "", confidence: confidence,
                origin: json["origin"]?.stringValue ?? "", page: json["page"]?.intValue))
        // A cell's label is the name of its column: the row is where it stands.
        let label = role == .cell ? String(name.split(separator: ".").last ?? "") : name
        mark(json, role, label: label, confidence: confidence)
        for other in json["alternatives"]?.arrayValue ?? [] {
            let said = other["value"]?.stringValue ?? ""
            mark(
                other, .alternative, label: "\(label)? \(said)", confidence: other["confidence"]?.doubleValue)
        }
    }

    private mutating func mark(_ json: JSONValue, _ role: Role, label: String, confidence: Double?) {
        guard let box = Box(json["box"]), let number = json["page"]?.intValue,
            let place = pages.firstIndex(where: { $0.number == number })
        else { return }
        pages[place].marks.append(Mark(role: role, box: box, label: label, confidence: confidence))
    }
}
