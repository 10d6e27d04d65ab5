package import AssayKit
package import InvoiceHistory

/// What is asked about a supplier's amounts beside an approval limit, since neither its last nor its next invoices
/// need to hold those that matter.
package struct LimitQuestions: Sendable {
    /// An invoice that is likely one half of a purchase above a limit.
    package struct Split: Sendable {
        /// Its other halves.
        package let partners: [PastInvoice]
        /// How many of the supplier's invoices of two years come to the smaller of the halves.
        package let large: HistoryQuestion
        /// How many invoices the supplier has in these years.
        package let all: HistoryQuestion

        /// Both questions.
        package var questions: [HistoryQuestion] { [large, all] }
    }

    /// Days between the halves of one purchase, at most.
    package static let splitDays = 7
    private static let everything = Amount(micros: .max, scale: 2)
    /// From this part of a limit up to it is just below it.
    package static let nearShare = Amount(micros: 950_000, scale: 2)
    private static let halfShare = Amount(micros: 500_000, scale: 2)
    private static let splitShare = Amount(micros: 450_000, scale: 2)

    /// The limit.
    package let limit: Amount
    /// The supplier's invoices just below it; nil where this one is none.
    package let near: HistoryQuestion?
    /// Those from half of it on that are not; nil as ``near``.
    package let usual: HistoryQuestion?
    /// Those that reach it together with this one; nil where this one is no half.
    package let partners: HistoryQuestion?
    private let own: PastInvoice

    /// nil where the invoice has nothing to do with the limit.
    package init?(_ own: PastInvoice, _ limit: Amount) {
        guard let vendor = own.vendor, let day = own.day, let total = own.total, total < limit,
            total >= limit * Self.splitShare
        else { return nil }
        self.limit = limit
        self.own = own
        let year = HistoryView.year(around: day)
        let band = limit * Self.nearShare
        let isNear = total >= band
        near = isNear ? .amounts(vendor: vendor, from: band, below: limit, days: year) : nil
        usual =
            isNear
            ? .amounts(vendor: vendor, from: limit * Self.halfShare, below: band, days: year) : nil
        partners = .amounts(
            vendor: vendor, from: max(limit * Self.splitShare, limit - total), below: limit,
            days: day - Self.splitDays...day + Self.splitDays)
    }

    /// All of them.
    package var all: [HistoryQuestion] { [near, usual, partners].compactMap(\.self) }

    /// The other halves, when the first answers name any.
    package func split(among view: HistoryView) -> Split? {
        guard let partners, let vendor = own.vendor, let day = own.day, let total = own.total else {
            return nil
        }
        let others = view.byAmount[partners]?.invoices.filter { other in
            other.isCharge && other.currency == own.currency
        }
        guard let others, let least = others.compactMap(\.total).min() else { return nil }
        let year = HistoryView.year(around: day)
        return Split(
            partners: others,
            large: .amounts(vendor: vendor, from: min(least, total), below: Self.everything, days: year),
            all: .amounts(vendor: vendor, from: .zero, below: Self.everything, days: year))
    }
}
