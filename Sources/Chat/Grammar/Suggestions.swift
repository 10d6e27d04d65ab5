/// Questions that are understood, to be offered in place of one that is not.
package enum Suggestions {
    /// One of every kind.
    package static let examples = [
        "How many invoices are there?", "How many invoices are flagged?", "Which invoices need review?",
        "How many invoices were approved this month?", "How many invoices were received today?",
        "What is the total amount of all invoices?",
        "What is the total amount of approved invoices in March?",
        "What is the average invoice total?", "What is the total tax of all invoices?",
        "What is the largest invoice?", "Top 5 invoices by total", "Which invoice has the lowest confidence?",
        "Top 5 vendors by total", "Which vendor has the most flags?", "Which vendor has the most invoices?",
        "Total amount by vendor", "Invoices by status", "Total amount per month", "Flags by rule",
        "What is the most common flag?", "How many flags are there?", "How many vendors are there?",
        "Compare this month and last month", "Which invoices have critical flags?",
        "Show invoices above 50000", "Show invoices with 18% GST", "Show invoices without a due date",
        "Which invoices have a confidence below 80%?", "Show duplicates", "What is missing?",
        "What changed today?",
        "Show rejected invoices", "Show the invoices of last month", "Which invoices failed?",
    ]

    /// The three that share most words with a question.
    package static func nearest(to question: String) -> [String] {
        let words = Set(Self.words(of: question))
        let scored = examples.enumerated().map { index, example -> (score: Double, index: Int) in
            let other = Set(Self.words(of: example))
            let shared = words.intersection(other).count
            return (Double(shared) / Double(max(1, words.union(other).count)), index)
        }
        let best = scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }
        return best.prefix(3).map { examples[$0.index] }
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { word in
            word.hasSuffix("s") && word.count > 3 ? String(word.dropLast()) : String(word)
        }
    }
}
