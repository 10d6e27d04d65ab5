/// A piece of a printed date.
enum DateToken: Equatable {
    /// Digits, and how many there were.
    case number(Int, Int)
    /// A month's name, 1...12.
    case month(Int)

    /// The numbers and months of a text, in order.
    ///
    /// Days of the week, ordinal endings and what stands between are
    /// dropped; it ends at the first other word, so that `date` in front of nothing gives nothing.
    static func tokens(of text: some StringProtocol) -> [DateToken] {
        var tokens: [DateToken] = []
        for word in words(of: text) {
            if tokens.count == 3 { break }
            if let number = Int(word) {
                tokens.append(.number(number, word.utf8.count))
            } else if let month = month(word) {
                tokens.append(.month(month))
            } else if !isFiller(word) {
                break
            }
        }
        return tokens
    }

    /// Runs of digits and runs of letters.
    private static func words(of text: some StringProtocol) -> [String] {
        var words: [String] = []
        var current: [UInt8] = []
        var isDigits = false
        for byte in text.lowercased().utf8 {
            let digit = ASCII.isDigit(byte)
            let letter = (0x61...0x7A).contains(byte)
            if !current.isEmpty, !(digit && isDigits), !(letter && !isDigits) {
                words.append(String(decoding: current, as: UTF8.self))
                current = []
            }
            if digit || letter {
                current.append(byte)
                isDigits = digit
            }
            // Nine digits are no part of a date; longer runs are cut so that they stay numbers.
            if current.count > 9 { return words }
        }
        if !current.isEmpty { words.append(String(decoding: current, as: UTF8.self)) }
        return words
    }

    private static func isFiller(_ word: String) -> Bool {
        ["st", "nd", "rd", "th", "of", "date", "dated", "dt"].contains(word)
            || weekdays.contains { $0 == word || word.count >= 3 && $0.hasPrefix(word) }
    }

    private static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]

    /// The month of a name or its first three or more letters; a long name may have one letter wrong.
    private static func month(_ word: String) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        if let place = months.firstIndex(where: { $0.hasPrefix(word) }) { return place + 1 }
        guard word.utf8.count >= 5 else { return nil }
        let near = months.indices.filter { Spelling.isWithinOne(word, months[$0]) }
        return near.count == 1 ? near[0] + 1 : nil
    }
}
