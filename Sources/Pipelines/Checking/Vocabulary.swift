/// The keys that a mapping of the pipeline format may have.
struct Vocabulary {
    /// How messages name the mapping: "a step".
    let place: String
    let keys: [String]
    let required: [String]
    /// What people from elsewhere write for them.
    let synonyms: [String: String]

    static let pipeline = Vocabulary(
        place: "a pipeline",
        keys: [
            "name", "description", "version", "extends", "accepts", "limits", "steps", "review", "notify",
            "tests",
        ],
        required: ["name", "steps"],
        synonyms: [
            "stages": "steps", "jobs": "steps", "pipeline": "steps", "id": "name", "title": "name",
            "base": "extends", "parent": "extends", "inherits": "extends", "types": "accepts",
            "formats": "accepts", "notifications": "notify", "webhooks": "notify",
            "notifiers": "notify", "approval": "review", "cases": "tests", "about": "description",
        ])
    static let step = Vocabulary(
        place: "a step", keys: ["uses", "name", "with", "if", "on_error", "limits"], required: ["uses"],
        synonyms: stepSynonyms)
    static let notify = Vocabulary(
        place: "a notification", keys: ["uses", "name", "on", "with", "if", "limits"], required: ["uses"],
        synonyms: stepSynonyms.merging(["events": "on", "for": "on"]) { first, _ in first })
    static let limits = Vocabulary(
        place: "limits", keys: ["pages", "timeout", "memory"], required: [], synonyms: limitSynonyms)
    static let stepLimits = Vocabulary(
        place: "a step's limits", keys: ["timeout", "memory"], required: [], synonyms: limitSynonyms)
    static let review = Vocabulary(
        place: "review", keys: ["auto_approve", "needs_review", "threshold"], required: [],
        synonyms: [
            "approve": "auto_approve", "confidence": "threshold", "min_confidence": "threshold",
            "review_if": "needs_review", "when": "needs_review", "if": "needs_review",
        ])
    static let test = Vocabulary(
        place: "a test", keys: ["name", "document", "expect", "status", "flags"], required: ["document"],
        synonyms: ["file": "document", "input": "document", "expected": "expect", "fields": "expect"])

    static let testFile = Vocabulary(
        place: "a file of tests", keys: ["tests"], required: ["tests"], synonyms: ["cases": "tests"])

    private static let stepSynonyms = [
        "plugin": "uses", "component": "uses", "use": "uses", "run": "uses", "type": "uses",
        "options": "with",
        "config": "with", "params": "with", "parameters": "with", "args": "with", "settings": "with",
        "when": "if", "condition": "if", "only_if": "if", "on_failure": "on_error",
        "continue_on_error": "on_error",
        "id": "name",
    ]
    private static let limitSynonyms = [
        "max_pages": "pages", "time": "timeout", "deadline": "timeout", "duration": "timeout",
        "ram": "memory",
        "max_memory": "memory",
    ]

    /// What somebody who wrote an unknown key probably meant.
    func meant(by key: String) -> String? {
        synonyms[key.lowercased()] ?? Spelling.nearest(to: key, among: keys)
    }
}
