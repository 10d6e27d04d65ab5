/// A pipeline as the engine walks it.
package struct Plan: Sendable {
    /// The pipeline's name.
    package var name: String
    /// Short names of the types that it takes; empty: whatever an installed reader reads.
    package var accepts: [String] = []
    /// Most pages that a document may have.
    package var maximumPages = 200
    /// Milliseconds for all steps of a document together.
    package var timeout = 120_000
    /// Bytes of one worker.
    package var memory = 1 << 30
    package var steps: [PlanStep]
    package var notify: [PlanStep] = []
    /// Below it a document needs a person, 0...1.
    package var threshold = 0.8
    /// The expression that approves a document.
    package var autoApprove: Int?
    /// The expression that demands a person.
    package var needsReview: Int?
    /// All expressions, as one program that an ``ExpressionEvaluator`` understands; empty when there are none.
    package var program: [UInt8] = []

    package init(name: String, steps: [PlanStep]) {
        self.name = name
        self.steps = steps
    }
}

/// One use of a component.
package struct PlanStep: Sendable {
    /// What happens to a document when the step fails.
    package enum OnError: String, Sendable, CaseIterable {
        case fail, skip, review
    }

    /// Unique within its list.
    package var name: String
    /// The component's id.
    package var uses: String
    /// The plugin's id.
    package var plugin: String
    /// A JSON object, defaults filled in.
    package var options: [UInt8]
    /// The expression that decides whether it runs; nil: always.
    package var condition: Int?
    package var onError: OnError = .fail
    /// Milliseconds of one call; nil: what is left of the plan's.
    package var timeout: Int?
    /// Bytes of its worker; nil: as the plan says.
    package var memory: Int?
    /// A notification: the outcomes that it tells.
    package var on: [ResultStatus] = ResultStatus.allCases

    package init(name: String? = nil, uses: String, plugin: String, options: [UInt8] = Array("{}".utf8)) {
        self.name = name ?? uses
        self.uses = uses
        self.plugin = plugin
        self.options = options
    }
}
