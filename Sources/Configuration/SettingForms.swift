internal import Pipelines

/// The forms of settings that JSON Schema has no word for.
enum SettingForms {
    /// A size such as 16MiB, within bounds in bytes.
    static func size(_ bounds: ClosedRange<Int>) -> OptionSchema.Form {
        quantity(bounds, read: { (text) throws(Quantity.Mistake) in try Quantity.bytes(text) }) {
            Quantity.text(bytes: $0)
        }
    }

    /// A duration such as 90s, within bounds in milliseconds.
    static func duration(_ bounds: ClosedRange<Int>) -> OptionSchema.Form {
        quantity(bounds, read: { (text) throws(Quantity.Mistake) in try Quantity.milliseconds(text) }) {
            Quantity.text(milliseconds: $0)
        }
    }

    private static func quantity(
        _ bounds: ClosedRange<Int>, read: @escaping @Sendable (String) throws(Quantity.Mistake) -> Int,
        show: @escaping @Sendable (Int) -> String
    ) -> OptionSchema.Form {
        form { text in
            let amount: Int
            do throws(Quantity.Mistake) {
                amount = try read(text)
            } catch {
                return .init(
                    "is wrong: \(error.message)", suggestion: error.suggestion,
                    mend: error.suggestion.map { "write \($0)" }
                        ?? "write something like \(show(bounds.lowerBound))")
            }
            if bounds.contains(amount) { return nil }
            let nearest = show(amount < bounds.lowerBound ? bounds.lowerBound : bounds.upperBound)
            return .init(
                "must be from \(show(bounds.lowerBound)) to \(show(bounds.upperBound))", suggestion: nearest,
                mend: "write \(nearest)")
        }
    }

    /// "auto" where a number may stand too.
    static let automatic = form { text in
        text == "auto"
            ? nil
            : .init("must be a whole number or auto", suggestion: "auto", mend: "write auto or a number")
    }

    /// Ports from one to another: "8081-8091".
    static let ports = form { text in
        if ports(text) != nil { return nil }
        return .init(
            "is no range of ports", mend: "write two ports with a hyphen, the lower one first: 8081-8091")
    }

    /// The ports of "8081-8091"; nil for anything else.
    static func ports(_ text: String) -> ClosedRange<UInt16>? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = UInt16(parts[0]), let last = UInt16(parts[1]), first > 0,
            first <= last
        else { return nil }
        return first...last
    }

    /// An origin as browsers send it.
    static let origin = form { text in
        if text == "*" {
            return .init("can't be *: pages of any site could use the service", mend: "list each origin")
        }
        guard let found = origin(of: text) else {
            return .init("is no origin", mend: "write scheme, host and port, such as https://console.example")
        }
        return found == text || found + "/" == text
            ? nil : .init("must not have a path", suggestion: found, mend: "write \(found)")
    }

    /// The address of a page, or none.
    static let address = form { text in
        origin(of: text) == nil
            ? .init(
                "is no address of a page", mend: "write it with its scheme, such as https://console.example")
            : nil
    }

    /// Scheme, host and port of an address; nil when it has none.
    static func origin(of address: String) -> String? {
        for scheme in ["https://", "http://"] where address.lowercased().hasPrefix(scheme) {
            let rest = address.dropFirst(scheme.count)
            let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            let isPlain = host.utf8.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && $0 != 0x40 && $0 != 0x2A && $0 != 0x5C
            }
            guard !host.isEmpty, isPlain else { return nil }
            return String(address.prefix(scheme.count)) + host
        }
        return nil
    }

    /// The address beneath which an interface lies: no query, no user name.
    static let base = form { text in
        let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
        let rest = text.dropFirst(scheme?.count ?? 0)
        let isPlain = rest.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && ![0x23, 0x3F, 0x40, 0x5C].contains($0)
        }
        if scheme != nil, isPlain, let first = rest.first, first != "/", first != ":" { return nil }
        return .init("is no address of an interface", mend: "write one such as https://models.example.com/v1")
    }

    /// A secret that goes into a header: visible characters only.
    static let token = form { text in
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            ? nil : .init("is empty or has characters that no key has", mend: "copy it again, without spaces")
    }

    /// A text that is not empty.
    static let filled = form { text in
        text.isEmpty ? .init("is empty", mend: "write it, or remove the key") : nil
    }

    /// A secret that cannot be guessed.
    static let secret = form { text in
        text.utf8.count < 32
            ? .init("is shorter than 32 bytes", mend: "make one with: openssl rand -base64 48") : nil
    }

    private static func form(_ complaint: @escaping @Sendable (String) -> OptionSchema.Complaint?)
        -> OptionSchema.Form
    {
        OptionSchema.Form { value in
            if case .string(let text) = value.content { complaint(text) } else { nil }
        }
    }
}
