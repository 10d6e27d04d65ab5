internal import DocumentLayout

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
