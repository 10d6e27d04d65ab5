package import AssayKit

/// One line of a doctor's report.
package struct Finding: Sendable, Equatable {
    package enum Outcome: String, Sendable { case pass, fail, skip }

    /// What was looked at: "discovery".
    package let check: String
    package let outcome: Outcome
    /// What was seen, one sentence.
    package let seen: String
    /// What mends it, or makes it possible.
    package let mend: String?

    init(_ check: String, _ verdict: Verdict) {
        self.check = check
        switch verdict {
        case .pass(let seen): (outcome, self.seen, mend) = (.pass, seen, nil)
        case .fail(let seen, let mend): (outcome, self.seen, self.mend) = (.fail, seen, mend)
        case .skip(let seen, let mend): (outcome, self.seen, self.mend) = (.skip, seen, mend)
        }
    }

    /// The line for a person; `width`: that of the checks' names.
    package func line(width: Int) -> String {
        let name = check + String(repeating: " ", count: max(0, width - check.count))
        // What a service answered may hold anything; it must not take over a terminal.
        let text = (seen + (mend.map { ". Mend: \($0)" } ?? "")).unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? " " : Character(scalar)
        }
        return "\(outcome.rawValue)  \(name)  \(String(text))"
    }

    /// For programs.
    package var json: JSONValue {
        [
            "check": .string(check), "outcome": .string(outcome.rawValue), "seen": .string(seen),
            "mend": mend.map { .string($0) } ?? .null,
        ]
    }
}
