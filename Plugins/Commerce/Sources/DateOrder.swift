internal import AssayKit

/// How a date like 03/04/2026 is read.
enum DateOrder: String, Sendable, Decodable {
    case dayFirst = "day_first"
    case monthFirst = "month_first"
}

/// The options of both components.
struct CommerceOptions: Sendable, Decodable {
    var dateOrder = DateOrder.dayFirst

    private enum CodingKeys: String, CodingKey { case dateOrder = "date_order" }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        dateOrder = try container.decodeIfPresent(DateOrder.self, forKey: .dateOrder) ?? .dayFirst
    }
}
