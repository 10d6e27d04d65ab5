package import AssayKit
package import YAML

/// A pipeline that was checked and can run.
package struct PipelineDefinition: Sendable {
    /// The file as the user named it.
    package let file: String
    /// Lower-case letters, digits, dots and hyphens.
    package let name: String
    package let description: String?
    /// As the file says, else a digest of the file.
    package let version: String
    /// Short names of the file types that it takes; empty: whatever an installed reader reads.
    package let accepts: [String]
    package let limits: PipelineLimits
    /// At least one, in the order in which they run.
    package let steps: [PipelineStep]
    package let review: ReviewRule
    package let notify: [NotifyStep]
    package let tests: [PipelineTest]
    /// All jq expressions; steps and rules refer to them by index.
    package let expressions: [PipelineExpression]
    /// jq expressions in options, which their components evaluate; they are compiled only to check them.
    package let optionExpressions: [PipelineExpression]
    /// The texts that it was read from: its own file, then those that it extends and takes in.
    package let sources: [YAMLSource]
    /// Whether all of it, secrets and folders that it names too, is still as it was read; reads those files again.
    package let isCurrent: @Sendable () -> Bool

    /// The text of its own file.
    package var source: YAMLSource { sources[0] }
}

/// What one document may cost.
package struct PipelineLimits: Sendable, Hashable {
    /// Pages of a document.
    package var pages: Int
    /// Milliseconds for all steps together.
    package var timeout: Int
    /// Bytes of one worker.
    package var memory: Int

    package init(pages: Int = 200, timeout: Int = 120_000, memory: Int = 1 << 30) {
        self.pages = pages
        self.timeout = timeout
        self.memory = memory
    }
}

/// What one step may cost; nil: as the pipeline says.
package struct StepLimits: Sendable, Hashable {
    /// Milliseconds of one call.
    package var timeout: Int?
    /// Bytes of its worker.
    package var memory: Int?
}

/// One use of an extractor or validator.
package struct PipelineStep: Sendable {
    /// What happens to a document when the step fails.
    package enum OnError: String, Sendable, CaseIterable {
        /// The document fails.
        case fail
        /// The document goes on without the step.
        case skip
        /// The document goes on and a person looks at it.
        case review
    }

    /// Unique within the pipeline: as written, else the component's id, numbered from the second one on.
    package let name: String
    /// The component's id.
    package let uses: String
    /// The id of the plugin that holds it.
    package let plugin: String
    package let kind: ComponentKind
    /// Checked against the component's schema, with its defaults.
    package let options: ConfigValue
    /// The index of the expression that decides whether it runs; nil: always.
    package let condition: Int?
    package let onError: OnError
    package let limits: StepLimits
    /// The line of the step in its file.
    package let line: Int
    /// Where its options stand, or what names the component.
    package let optionSpan: YAMLSpan
}

/// When a person must look at a result, and when nobody needs to.
package struct ReviewRule: Sendable, Hashable {
    /// The index of the expression that approves a result without a person.
    package var autoApprove: Int?
    /// The index of the expression that demands a person.
    package var needsReview: Int?
    /// A document of a lower confidence needs a person; 0...1.
    package var threshold: Double

    package init(autoApprove: Int? = nil, needsReview: Int? = nil, threshold: Double) {
        self.autoApprove = autoApprove
        self.needsReview = needsReview
        self.threshold = threshold
    }
}

/// One use of a notifier.
package struct NotifyStep: Sendable {
    /// What a document may have become.
    package enum Event: String, Sendable, CaseIterable {
        case processed, approved
        case needsReview = "needs_review"
        case flagged, failed
    }

    /// Unique among the notifications.
    package let name: String
    /// The component's id.
    package let uses: String
    /// The id of the plugin that holds it.
    package let plugin: String
    /// Which outcomes it tells; all of them unless the file says otherwise.
    package let on: [Event]
    package let options: ConfigValue
    /// The index of the expression that decides whether it tells; nil: always.
    package let condition: Int?
    package let limits: StepLimits
    /// The line of the notification in its file.
    package let line: Int
    /// Where its options stand, or what names the component.
    package let optionSpan: YAMLSpan
}

/// A document and what the pipeline must make of it.
package struct PipelineTest: Sendable {
    /// One expected field.
    package struct Expectation: Sendable, Hashable {
        package let field: String
        /// As written; nil: the field must be absent.
        package let value: String?
    }

    package let name: String
    /// The document's path as written.
    package let document: String
    package let expect: [Expectation]
    package let status: NotifyStep.Event?
    /// Ids of the rules that must have raised a flag, and no others; nil: not checked.
    package let flags: [String]?
    /// The line of the test in its file.
    package let line: Int
}
