/// Makes GSTINs and PANs that hold by their own rules.
enum GSTNumber {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// The check character of a GSTIN's first 14 characters; nil when one is not of its alphabet.
    ///
    /// Source: Luhn mod 36 as GSTN uses it: weights 1 and 2 by turns, quotient and remainder by 36 summed.
    static func checkCharacter(of base: some StringProtocol) -> Character? {
        var sum = 0
        for (index, character) in base.enumerated() {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            let product = value * (index % 2 == 0 ? 1 : 2)
            sum += product / 36 + product % 36
        }
        return alphabet[(36 - sum % 36) % 36]
    }

    /// Whether 15 characters end with the check character of the others.
    static func isValid(_ text: String) -> Bool {
        guard text.count == 15, let last = text.last else { return false }
        return checkCharacter(of: text.dropLast()) == last
    }

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
        return base + (checkCharacter(of: base).map(String.init) ?? "")
    }

    /// The same GSTIN with a check character that is not its own.
    static func spoiled(_ gstin: String) -> String {
        guard let last = gstin.last, let place = alphabet.firstIndex(of: last) else { return gstin }
        return gstin.dropLast() + String(alphabet[(place + 7) % 36])
    }
}
