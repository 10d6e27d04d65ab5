internal import ExpressionViews

/// What a part of an expression looks at, as far as that can be told from its text.
enum ExpressionScope: Equatable {
    /// The whole view.
    case root
    case fields, confidences
    case lineItems, lineItem
    case taxSummary, taxLine
    case flags, flag
    /// A single value, or something that can't be told.
    case unknown

    /// The names below it; nil: any.
    var members: [String]? {
        switch self {
        case .root: ExpressionView.members
        case .fields, .confidences: FieldNames.fields
        case .lineItem: FieldNames.lineItems
        case .taxLine: FieldNames.taxSummary
        case .flag: ExpressionView.flagMembers
        case .lineItems, .taxSummary, .flags, .unknown: nil
        }
    }

    /// Whether a name is one that integrators give to values of their own, where such values may be.
    func isOwn(_ name: String) -> Bool {
        switch self {
        case .fields, .confidences, .lineItem: FieldNames.isOwn(name)
        default: false
        }
    }

    /// What a member of it is.
    func member(_ name: String) -> ExpressionScope {
        guard self == .root else {
            return .unknown
        }
        switch name {
        case "fields": return .fields
        case "confidences": return .confidences
        case "line_items": return .lineItems
        case "tax_summary": return .taxSummary
        case "flags": return .flags
        default: return .unknown
        }
    }

    /// What its elements are.
    var element: ExpressionScope {
        switch self {
        case .lineItems: .lineItem
        case .taxSummary: .taxLine
        case .flags: .flag
        default: .unknown
        }
    }

    /// What a list of such things is.
    var list: ExpressionScope {
        switch self {
        case .lineItem: .lineItems
        case .taxLine: .taxSummary
        case .flag: .flags
        default: .unknown
        }
    }

    /// How messages name it.
    var name: String {
        switch self {
        case .root: "a result"
        case .fields, .confidences: "the field table"
        case .lineItem: "a line item"
        case .taxLine: "a row of the tax summary"
        case .flag: "a flag"
        case .lineItems, .taxSummary, .flags: "a list"
        case .unknown: "a value"
        }
    }
}
