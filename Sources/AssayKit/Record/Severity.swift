/// How much a finding matters.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Worth knowing.
    case info
    /// A blemish.
    case low
    /// Someone should look; the document becomes `flagged` from here on.
    case medium
    /// Likely wrong or a risk.
    case high
    /// Do not pay before it is cleared up.
    case critical

    /// 0 for info up to 4 for critical.
    public var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    /// By rank.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}
