/// Mends a GSTIN that was recognised from a picture, where letters and digits of the same shape get mixed up.
///
/// Only what a reader may have confused is put back; the check character is never computed anew, since that would
/// make any number valid. Keep the raw text in any case.
package struct GSTINRepair: Sendable, Hashable {
    /// How a candidate came about.
    package enum Method: Sendable, Hashable {
        /// The text as read, blanks and separators apart, is valid.
        case asRead
        /// Letters in places for digits, or the other way, were exchanged for the shapes they resemble.
        case characterClass
        /// One character was exchanged for one that looks like it.
        case confusion
    }

    /// A valid number that the text may stand for.
    package struct Candidate: Sendable, Hashable {
        /// Fifteen characters.
        package let text: String
        /// How it came about.
        package let method: Method
        /// How many characters differ from what was read.
        package let changes: Int
        /// How far to trust it: 1 as read, 0.95 by class, 0.70 by shape and 0.80 when a hint supports that.
        package let confidence: Double
    }

    /// What else the document tells about the number.
    package struct Hints: Sendable, Hashable {
        /// PANs that are printed by themselves.
        package var pans: Set<String>
        /// Two-digit codes of States that are printed beside it.
        package var stateCodes: Set<String>
        /// Valid GSTINs from elsewhere: another place on the page, a vendor list.
        package var known: Set<String>

        /// Nothing, unless told otherwise.
        package init(pans: Set<String> = [], stateCodes: Set<String> = [], known: Set<String> = []) {
            self.pans = pans
            self.stateCodes = stateCodes
            self.known = known
        }

        func supports(_ gstin: GSTIN) -> Bool {
            known.contains(gstin.text) || gstin.pan.map { pans.contains($0.text) } ?? false
                || stateCodes.contains(gstin.stateCode)
        }
    }

    /// All candidates of the first method that gave any, in alphabetical order.
    package let candidates: [Candidate]
    /// The one to use: the only candidate, or the only one that the hints support.
    ///
    /// nil when there is none, or when it is undecided.
    package let best: Candidate?

    /// Looks for the number that a text stands for.
    package init(_ raw: some StringProtocol, hints: Hints = Hints()) {
        let bytes = ASCII.compact(raw).filter { !Self.separators.contains($0) }
        guard bytes.count == 15 else {
            candidates = []
            best = nil
            return
        }
        candidates = Self.candidates(for: bytes)
        if let supported = Self.decided(candidates, hints: hints) {
            best = supported
        } else if candidates.count == 1, candidates[0].method != .confusion || candidates[0].changes == 1 {
            best = candidates[0]
        } else {
            // Two changes without a hint find some number too often, and seldom the right one.
            best = nil
        }
    }

    /// The strongest hint that leaves one candidate decides; a State alone is the weakest.
    private static func decided(_ candidates: [Candidate], hints: Hints) -> Candidate? {
        let steps = [
            Hints(known: hints.known), Hints(pans: hints.pans), Hints(stateCodes: hints.stateCodes),
        ]
        for step in steps {
            let supported = candidates.filter { candidate in
                GSTIN(candidate.text).map(step.supports) ?? false
            }
            guard supported.count == 1, let only = supported.first else { continue }
            guard only.method == .confusion else { return only }
            return Candidate(
                text: only.text, method: only.method, changes: only.changes, confidence: 0.80)
        }
        return nil
    }

    private static let separators = Set(":-.,;|/'\"".utf8)

    private static func candidates(for bytes: [UInt8]) -> [Candidate] {
        if let gstin = valid(bytes) {
            return [Candidate(text: gstin, method: .asRead, changes: 0, confidence: 1)]
        }
        let legal = GSTINShapes.classRepairs(of: bytes)
        let byClass = Set(legal.compactMap(valid))
        if !byClass.isEmpty { return made(byClass, .characterClass, from: bytes, confidence: 0.95) }
        var byShape: Set<String> = []
        for base in legal {
            for place in base.indices {
                for substitute in GSTINShapes.confusions(of: base[place]) {
                    var changed = base
                    changed[place] = substitute
                    if let gstin = valid(changed) { byShape.insert(gstin) }
                }
            }
        }
        return made(byShape, .confusion, from: bytes, confidence: 0.70)
    }

    private static func made(
        _ texts: Set<String>, _ method: Method, from bytes: [UInt8], confidence: Double
    ) -> [Candidate] {
        texts.sorted().map { text in
            Candidate(
                text: text, method: method, changes: zip(text.utf8, bytes).count { $0 != $1 },
                confidence: confidence)
        }
    }

    /// Only numbers with a PAN and Z in place 14 have a checksum to hold on to.
    private static func valid(_ bytes: [UInt8]) -> String? {
        guard let gstin = GSTIN(bytes: bytes), gstin.isPANBased, gstin.isValid,
            gstin.remarks.isEmpty || gstin.form != .regular || bytes[13] == UInt8(ascii: "Z")
        else { return nil }
        return gstin.text
    }
}
