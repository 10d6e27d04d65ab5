internal import YAML

extension PipelineChecker {
    private static let pageRange = 1...100_000
    private static let timeoutRange = 100...86_400_000
    private static let memoryRange = (64 << 20)...(64 << 30)

    mutating func limits(_ node: YAMLNode) -> PipelineLimits {
        var limits = PipelineLimits()
        guard let keys = keys(of: node, as: .limits) else {
            return limits
        }
        limits.pages = keys["pages"].flatMap { whole($0, Self.pageRange, "pages") } ?? limits.pages
        limits.timeout = keys["timeout"].flatMap { timeout($0) } ?? limits.timeout
        limits.memory = keys["memory"].flatMap { memory($0) } ?? limits.memory
        return limits
    }

    mutating func stepLimits(_ node: YAMLNode, within whole: PipelineLimits) -> StepLimits {
        var limits = StepLimits()
        guard let keys = keys(of: node, as: .stepLimits) else {
            return limits
        }
        limits.timeout = keys["timeout"].flatMap { timeout($0) }
        limits.memory = keys["memory"].flatMap { memory($0) }
        if let own = limits.timeout, own > whole.timeout, let node = keys["timeout"] {
            mistakes.add(
                .outOfRange, .warning, at: node.span,
                "the step may take longer than the whole pipeline (\(Quantity.text(milliseconds: whole.timeout)))",
                mend: "raise limits.timeout, or lower this one")
        }
        return limits
    }

    /// A scalar with its variables filled in; nil for anything else, which is told.
    mutating func filled(_ node: YAMLNode, wanted: String) -> FilledScalar? {
        checkTag(node)
        guard let scalar = node.scalar, scalar.value != .null else {
            wrongType(node, wanted: wanted)
            return nil
        }
        return mistakes.fill(scalar, at: node.span, from: variables(of: node))
    }

    private mutating func whole(_ node: YAMLNode, _ range: ClosedRange<Int>, _ what: String) -> Int? {
        guard let filled = filled(node, wanted: "a whole number") else {
            return nil
        }
        let isQuoted = node.scalar?.style != .plain && filled.template == nil
        guard let value = Int(filled.text), !isQuoted else {
            if filled.template != nil {
                mistakes.add(
                    .variableText, at: node.span, "the value of \(filled.shown) isn't a whole number",
                    mend: "set the variable to a whole number")
            } else {
                wrongType(node, wanted: "a whole number", suggestion: Int(filled.text).map { "\($0)" })
            }
            return nil
        }
        guard range.contains(value) else {
            mistakes.add(
                .outOfRange, at: node.span, "\(what) must be from \(range.lowerBound) to \(range.upperBound)",
                suggestion: "\(value < range.lowerBound ? range.lowerBound : range.upperBound)",
                mend: "write a number in that range")
            return nil
        }
        return value
    }

    private mutating func timeout(_ node: YAMLNode) -> Int? {
        quantity(
            node, "a duration, such as 90s", range: Self.timeoutRange,
            read: { (text) throws(Quantity.Mistake) in try Quantity.milliseconds(text) },
            show: { Quantity.text(milliseconds: $0) })
    }

    private mutating func memory(_ node: YAMLNode) -> Int? {
        quantity(
            node, "a size, such as 512MiB", range: Self.memoryRange,
            read: { (text) throws(Quantity.Mistake) in try Quantity.bytes(text) },
            show: { Quantity.text(bytes: $0) })
    }

    private mutating func quantity(
        _ node: YAMLNode, _ wanted: String, range: ClosedRange<Int>,
        read: (String) throws(Quantity.Mistake) -> Int, show: (Int) -> String
    ) -> Int? {
        guard let filled = filled(node, wanted: wanted) else {
            return nil
        }
        do {
            let value = try read(filled.text)
            guard range.contains(value) else {
                mistakes.add(
                    .outOfRange, at: node.span,
                    "\(filled.shown) isn't between \(show(range.lowerBound)) and \(show(range.upperBound))",
                    suggestion: show(value < range.lowerBound ? range.lowerBound : range.upperBound),
                    mend: "write a value in that range")
                return nil
            }
            return value
        } catch {
            if filled.template != nil {
                mistakes.add(
                    .variableText, at: node.span, "the value of \(filled.shown) isn't \(wanted)",
                    mend: "set the variable to \(wanted)")
            } else {
                mistakes.add(
                    .quantity, at: node.span, error.message, suggestion: error.suggestion,
                    mend: error.suggestion == nil ? "write \(wanted)" : nil)
            }
            return nil
        }
    }
}
