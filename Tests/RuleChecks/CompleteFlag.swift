package import AssayKit
internal import RuleEngine
package import Testing

/// What a person needs to check a flag in seconds, and an auditor to repeat it.
package func expectComplete(
    _ flag: Flag, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    func isGiven(_ text: String?) -> Bool { text?.isEmpty == false }
    #expect(isGiven(flag.evidence.expected), "\(flag.rule): expected", sourceLocation: sourceLocation)
    #expect(isGiven(flag.evidence.observed), "\(flag.rule): observed", sourceLocation: sourceLocation)
    #expect(isGiven(flag.evidence.tolerance), "\(flag.rule): tolerance", sourceLocation: sourceLocation)
    #expect(!flag.evidence.places.isEmpty, "\(flag.rule): place", sourceLocation: sourceLocation)
    #expect(isGiven(flag.source), "\(flag.rule): source", sourceLocation: sourceLocation)
    // The table shows these facts; JSON has them under their names.
    for name in ["expected ", "observed ", "tolerance ", "at page "] {
        #expect(
            flag.facts.contains { $0.hasPrefix(name) }, "\(flag.rule): \(flag.facts)",
            sourceLocation: sourceLocation)
    }
    #expect(flag.facts.contains(flag.source), sourceLocation: sourceLocation)
    var writer = JSONWriter()
    flag.write(to: &writer)
    let json = try JSONParser.parse(writer.bytes)
    #expect(json["rule"]?.stringValue == flag.rule && json["source"]?.stringValue == flag.source)
    for name in ["expected", "observed", "tolerance"] {
        #expect(isGiven(json["evidence"]?[name]?.stringValue), sourceLocation: sourceLocation)
    }
    #expect(
        json["evidence"]?["places"]?.arrayValue?.first?["page"]?.intValue != nil,
        sourceLocation: sourceLocation)
}
