package import AssayKit

/// A value with the words it was read from.
package struct Reading {
    /// Normalised.
    package var value: String
    /// Places in ``Sheet/tokens``.
    package var tokens: [Int]
    /// As printed; nil: the words joined.
    package var raw: String?
    /// How well the place supports it, 0...1, before the recognition's own confidence.
    package var support: Double

    package init(_ value: String, tokens: [Int], raw: String? = nil, support: Double) {
        self.value = value
        self.tokens = tokens
        self.raw = raw
        self.support = support
    }

    package init(_ value: String, _ range: ClosedRange<Int>, raw: String? = nil, support: Double) {
        self.init(value, tokens: Array(range), raw: raw, support: support)
    }
}

extension Sheet {
    /// The reading as a field with its evidence.
    package func field(_ reading: Reading) -> Field {
        guard let first = reading.tokens.first else {
            return Field(reading.value, raw: reading.raw, confidence: reading.support)
        }
        var box = tokens[first].printedBox
        var least: Float = 1
        for index in reading.tokens {
            box = box.union(tokens[index].printedBox)
            if !tokens[index].isPunctuation { least = min(least, tokens[index].confidence) }
        }
        let place = place(box, page: Int(tokens[first].page))
        return Field(
            reading.value, raw: reading.raw ?? text(of: reading.tokens),
            confidence: Confidence.of(support: reading.support, recognition: Double(least)), page: place.page,
            box: place.box)
    }

    /// The mean confidence of some words.
    package func confidence(of places: [Int]) -> Double {
        guard !places.isEmpty else { return 0 }
        return places.reduce(0) { $0 + Double(tokens[$1].confidence) } / Double(places.count)
    }

    /// The text of some words, with single spaces.
    package func text(of places: [Int]) -> String {
        var bytes: [UInt8] = []
        for (offset, index) in places.enumerated() {
            if offset > 0 { bytes.append(0x20) }
            bytes.append(contentsOf: raw[tokens[index].rawRange])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
