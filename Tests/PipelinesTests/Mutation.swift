import Foundation
import Testing

/// One mistake that was put into a file.
struct Mutation: CustomTestStringConvertible, Sendable {
    let file: String
    let text: String
    /// Where it is, from 1.
    let line: Int
    /// What stood there; nil when there is no one right answer.
    let original: String?
    let what: String
    var testDescription: String { "\(file):\(line): \(what)" }

    /// Mistakes as people make them, in every line that can have one; the same ones every time.
    static func all(in file: String, _ text: String) -> [Mutation] {
        var dice = Dice(state: UInt64(text.utf8.count) &* 0x9E37_79B9_7F4A_7C15)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var found: [Mutation] = []
        func add(_ index: Int, _ line: String, _ original: String?, _ what: String) {
            guard line != lines[index] else { return }
            var changed = lines
            changed[index] = line
            found.append(
                Mutation(
                    file: file, text: changed.joined(separator: "\n"), line: index + 1, original: original,
                    what: what)
            )
        }
        for (index, line) in lines.enumerated()
        where !line.trimmingCharacters(in: .whitespaces).hasPrefix("#") {
            for word in words(in: line) {
                let name = String(line[word])
                for _ in 0..<3 {
                    let wrong = misspelled(name, &dice)
                    // A misspelling that is another known word is no mistake that can be told.
                    guard wrong != name, !vocabulary.contains(wrong) else { continue }
                    add(
                        index, line.replacingCharacters(in: word, with: wrong), name,
                        "\(wrong) instead of \(name)")
                }
            }
            if let unit = line.firstRange(of: #/[0-9](s|m|MiB|GiB)\b/#) {
                let bare = line.replacingCharacters(
                    in: line.index(after: unit.lowerBound)..<unit.upperBound, with: "")
                add(index, bare, nil, "no unit")
            }
            if line.hasPrefix("  "), !line.hasPrefix("    and"), !line.hasPrefix("    .") {
                add(index, "\t" + line.dropFirst(2), nil, "a tab")
            }
            if let range = line.firstRange(of: "${ERP_URL:-") {
                add(
                    index, line.replacingCharacters(in: range, with: "${ERP-URL:-"), nil,
                    "a malformed variable")
            }
        }
        return found
    }

    /// Words that have a right spelling: keys of the format, components, options, choices, fields.
    static let vocabulary: Set<String> = [
        "name", "steps", "uses", "description", "version", "accepts", "limits", "pages", "timeout", "memory",
        "on_error", "if", "with", "review", "auto_approve", "needs_review", "threshold", "notify", "tests",
        "document",
        "expect", "status", "flags", "pdf-text", "gst-invoice", "gst-rules", "fraud-rules", "tesseract-ocr",
        "webhook",
        "image", "tolerance", "timeout_seconds", "url", "languages", "approval_limits", "invoice_number",
        "supplier_gstin",
        "buyer_gstin", "total", "invoice_date", "place_of_supply", "confidence", "fields", "skip",
        "processed",
        "failed", "approved", "flagged", "fail", "on", "erp", "ocr", "not", "and", "or", "any", "all",
    ]
    /// Too short to be guessed, or free text in some place.
    private static let passed: Set<String> = [
        "if", "on", "url", "with", "image", "erp", "ocr", "fail", "not", "and", "or", "any", "all", "name",
        "review",
        "notify", "approved", "flagged",
    ]

    private static func words(in line: String) -> [Range<String.Index>] {
        let isFree = line.firstRange(of: #/^\s*-? ?(description|name|document): /#) != nil
        let value = line.firstIndex(of: ":").map { line.index(after: $0) } ?? line.startIndex
        return line.matches(of: #/[a-z][a-z_-]*[a-z]/#).map(\.range).filter { range in
            let name = String(line[range])
            guard vocabulary.contains(name), !passed.contains(name) else { return false }
            // Part of something longer: a path, an address, a sentence.
            return !isFree || range.lowerBound < value
        }
    }

    /// One letter left out, doubled or exchanged, or two swapped.
    private static func misspelled(_ word: String, _ dice: inout Dice) -> String {
        var letters = Array(word)
        let place = 1 + dice.roll(letters.count - 2)
        switch dice.roll(4) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(letters[place], at: place)
        case 2: letters[place] = letters[place] == "x" ? "z" : "x"
        default: letters.swapAt(place, place + 1)
        }
        return String(letters)
    }
}

/// Random numbers that are the same in every run.
struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, sides)))
    }
}
