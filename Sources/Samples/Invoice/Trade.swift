/// What a supplier deals in.
struct Trade: Hashable, Sendable {
    let surnames: [String]
    let goods: [Goods]

    /// One article with its tax.
    struct Goods: Hashable, Sendable {
        let description: String
        let hsn: String
        /// Percent since 22 September 2025.
        let rate: Int
        /// Percent before that day.
        let oldRate: Int
        /// Nil for services.
        let unit: String?
        /// The least and the greatest price in rupees.
        let price: ClosedRange<Int>

        init(
            _ description: String, _ hsn: String, _ rate: Int, before oldRate: Int? = nil, _ unit: String?,
            _ price: ClosedRange<Int>
        ) {
            self.description = description
            self.hsn = hsn
            self.rate = rate
            self.oldRate = oldRate ?? rate
            self.unit = unit
            self.price = price
        }

        /// Source: Notification 9/2025-Integrated Tax (Rate), in force from 22 September 2025.
        func rate(on day: CalendarDay) -> Percent {
            .whole(day < CalendarDay(2025, 9, 22) ? oldRate : rate)
        }
    }
}
