import AssayKit
import Foundation

/// How many of the true words are among those that were recognised, each as often as it is true.
struct WordScore {
    private(set) var right = 0
    private(set) var all = 0
    private(set) var rightAmounts = 0
    private(set) var amounts = 0

    var words: Double { all == 0 ? 0 : Double(right) / Double(all) * 100 }
    var money: Double { amounts == 0 ? 0 : Double(rightAmounts) / Double(amounts) * 100 }

    /// Compares words without regard to their order.
    init(truth: [Substring], found: [Substring]) {
        var left: [Substring: Int] = [:]
        for word in found { left[word, default: 0] += 1 }
        for word in truth {
            let isRight = left[word, default: 0] > 0
            if isRight { left[word, default: 0] -= 1 }
            all += 1
            right += isRight ? 1 : 0
            guard Self.isAmount(word) else { continue }
            amounts += 1
            rightAmounts += isRight ? 1 : 0
        }
    }

    /// "1,23,456.00": digits, separators, two decimals.
    private static func isAmount(_ word: Substring) -> Bool {
        let bytes = Array(word.utf8)
        guard bytes.count >= 4, bytes[bytes.count - 3] == UInt8(ascii: ".") else { return false }
        return bytes.allSatisfy {
            (0x30...0x39).contains($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")
        }
    }

    /// The words of a text.
    static func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

    /// The words that the cache of recognised pages holds.
    static func cached(in folder: String) throws -> [Substring] {
        var words: [Substring] = []
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for name in names {
            guard let bytes = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
            // Half of the files hold keys, not pages.
            _ = try? [UInt8](bytes).withUnsafeBytes { buffer in
                let view = try DocumentView(validating: buffer)
                for page in 0..<view.pageCount {
                    let page = view.page(at: page)
                    for index in 0..<page.wordCount {
                        words.append(Substring(String(decoding: page.word(at: index).utf8, as: UTF8.self)))
                    }
                }
            }
        }
        return words
    }
}
