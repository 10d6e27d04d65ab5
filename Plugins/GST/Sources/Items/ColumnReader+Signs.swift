import AssayKit
import DocumentLayout

extension ColumnReader {
    /// "Amount(%)" is "Amount(₹)" misread, and then so is "GST(%)" beside it: no amount is a percentage.
    func takeSigns(_ columns: inout [Column]) {
        let percent = UInt8(ascii: "%")
        guard sheet.isRecognised,
            columns.contains(where: { column in
                let key = HeadingKey(bytes: column.key)
                return key.hasSuffix("amount%") || key.has("unit%") || key.has("price%")
            })
        else { return }
        for index in columns.indices where columns[index].key.contains(percent) {
            let key = columns[index].key.filter { $0 != percent }
            guard let kind = ColumnVocabulary.kind(of: key, isRecognised: true) else { continue }
            columns[index].key = key
            columns[index].kind = kind
        }
    }
}

/// Heads of the tax whose names recognition tore apart.
extension ColumnReader {
    private static let heads = ["integratedtax", "centraltax", "statetax"].map { Array($0.utf8) }

    /// The phrases; those beside each other that make up the name of a head, but for two letters, are one.
    ///
    /// "Inte¢" and "rated Tax" over "Rate" and "Amount": without the head's name its columns mean nothing.
    func mendedHeads(_ phrases: [Phrase]) -> [Phrase] {
        guard sheet.isRecognised, phrases.count <= 80,
            !phrases.contains(where: { Self.heads.contains($0.key) })
        else { return phrases }
        var result = phrases.sorted { ($0.row, $0.box.x0) < ($1.row, $1.box.x0) }
        var index = 0
        while index < result.count {
            defer { index += 1 }
            var key: [UInt8] = []
            for end in index..<min(index + 3, result.count) where result[end].row == result[index].row {
                key += result[end].key
                guard key.count >= 8, let head = Self.heads.first(where: { Self.areNear(key, $0) }) else {
                    continue
                }
                result[index].key = head
                result[index].box = result[index...end].dropFirst().reduce(result[index].box) {
                    $0.union($1.box)
                }
                result.removeSubrange(index + 1..<end + 1)
                break
            }
        }
        return result
    }

    /// Whether one becomes the other by changing the letters between a common beginning and a common end, two at most.
    private static func areNear(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard abs(one.count - other.count) <= 2, one != other else { return one == other }
        let start = zip(one, other).prefix { $0 == $1 }.count
        let end = zip(one.dropFirst(start).reversed(), other.dropFirst(start).reversed()).prefix { $0 == $1 }
            .count
        return max(one.count, other.count) - start - end <= 2
    }
}
