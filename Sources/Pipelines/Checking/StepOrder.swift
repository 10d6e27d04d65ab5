internal import AssayKit
internal import YAML

/// Watches that words are there before they are needed, and fields before they are checked.
struct StepOrder {
    private var hasWords = false
    private var hasFields = false
    private var extractorsWithoutWords: [(id: String, span: YAMLSpan)] = []
    private var validatorsWithoutFields: [(id: String, span: YAMLSpan)] = []

    mutating func add(_ component: ComponentDescription, at span: YAMLSpan, to mistakes: inout Mistakes) {
        let givesWords = component.givesWords
        switch component.kind {
        case .extractor where givesWords:
            hasWords = true
            for step in extractorsWithoutWords {
                mistakes.add(
                    .stepOrder, at: step.span,
                    "\(step.id) needs words, but \(component.id), which reads them, comes after it",
                    mend: "move \(component.id) before \(step.id)")
            }
            extractorsWithoutWords = []
        case .extractor:
            if component.needsWords, !hasWords {
                extractorsWithoutWords.append((component.id, span))
            }
            hasFields = true
            for step in validatorsWithoutFields {
                mistakes.add(
                    .stepOrder, at: step.span,
                    "\(step.id) checks fields, but \(component.id), which takes them, comes after it",
                    mend: "move \(component.id) before \(step.id)")
            }
            validatorsWithoutFields = []
        case .validator:
            if !hasFields {
                validatorsWithoutFields.append((component.id, span))
            }
        case .notifier:
            break
        }
    }

    /// Tells what never came.
    mutating func finish(at span: YAMLSpan, _ mistakes: inout Mistakes) {
        for step in extractorsWithoutWords {
            mistakes.add(
                .stepOrder, .warning, at: step.span, "\(step.id) needs words, and no step reads them",
                mend: "put a reader, such as pdf-text, before it")
        }
        for step in validatorsWithoutFields {
            mistakes.add(
                .stepOrder, .warning, at: step.span, "\(step.id) checks fields, and no step takes any",
                mend: "put an extractor before it")
        }
    }
}
