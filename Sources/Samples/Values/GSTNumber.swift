internal import IndianTax

/// Makes GSTINs and PANs that hold by their own rules.
enum GSTNumber {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// A PAN of a holder's kind: `C` company, `F` firm, `P` person.
    static func pan(kind: String, initial: String, from random: inout SplitMix64) -> String {
        let letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
        let head = (0..<3).map { _ in random.letter(of: letters) }.joined()
        let serial = random.number(in: 1001...9899)
        return head + kind + initial + "\(serial)" + random.letter(of: letters)
    }

    /// The GSTIN of a PAN in a state.
    static func gstin(stateCode: String, pan: String, entity: Int) -> String {
        let base = stateCode + pan + "\(entity)Z"
        return base + (GSTIN.checkCharacter(for: base).map(String.init) ?? "")
    }

    /// The same GSTIN with a check character that is not its own.
    static func spoiled(_ gstin: String) -> String {
        guard let last = gstin.last, let place = alphabet.firstIndex(of: last) else { return gstin }
        return gstin.dropLast() + String(alphabet[(place + 7) % 36])
    }
}
