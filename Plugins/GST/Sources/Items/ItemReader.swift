import AssayKit
import DocumentLayout

/// The items of an invoice.
struct ItemReader {
    let finder: ValueFinder

    /// The rows of a settled table; those that only repeat a charge of nothing are left out.
    func items(_ table: ItemTable) -> [ItemDraft] {
        let groups = ItemGrouper(sheet: finder.sheet, table: table).groups()
        let reader = ItemRowReader(finder: finder, table: table)
        let read = groups.map(reader.draft)
        let drafts = finder.sheet.isRecognised ? ItemConsensus.settled(read) : read
        let numbered = drafts.contains { $0.hasSerial }
        return drafts.filter { draft in
            if draft[.description] == nil, draft[.hsn] == nil, draft[.quantity] == nil { return false }
            let value =
                draft.amount(.amount) ?? draft.amount(.taxable) ?? draft.gross.flatMap { Amount($0.value) }
            // What is given for nothing is an item all the same; a charge of nothing has neither code nor count.
            let isGiven = draft[.hsn] != nil && draft.amount(.quantity).map { $0 > Amount(1) } ?? false
            let isNothing = (value.map(\.isZero) ?? false) && !isGiven
            return !(isNothing && (!numbered || !draft.hasSerial) && drafts.count > 1)
        }
    }
}
