internal import CSodium

/// The library's own preparation.
enum Sodium {
    /// Done once, on first use: it chooses the fastest code for this processor.
    static let isReady: Bool = sodium_init() >= 0
}
