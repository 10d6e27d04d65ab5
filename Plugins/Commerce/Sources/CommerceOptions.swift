internal import DocumentLayout

/// The options of both components.
struct CommerceOptions: Sendable, Decodable {
    var dateOrder = DateOrder.dayFirst
    /// Whether confidences are calibrated.
    var calibrates = true

    private enum CodingKeys: String, CodingKey {
        case dateOrder = "date_order"
        case calibrates = "calibrate"
    }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        dateOrder = try container.decodeIfPresent(DateOrder.self, forKey: .dateOrder) ?? .dayFirst
        calibrates = try container.decodeIfPresent(Bool.self, forKey: .calibrates) ?? true
    }
}
