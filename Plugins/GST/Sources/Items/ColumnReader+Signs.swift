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
