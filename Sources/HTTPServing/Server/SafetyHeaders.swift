/// Header fields that tell browsers to be careful (OWASP Secure Headers Project).
package enum SafetyHeaders {
    /// For answers that are data: nothing in them may run, be framed, or be guessed at.
    package static let standard: [(String, String)] = [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ]
}
