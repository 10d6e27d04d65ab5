internal import YAML

extension PipelineChecker {
    mutating func tests(_ node: YAMLNode) -> [PipelineTest] {
        guard let items = items(node, "tests", "a list of tests, each beginning with - document:") else {
            return []
        }
        var tests: [PipelineTest] = []
        for item in items {
            guard let keys = keys(of: item, as: .test) else {
                continue
            }
            let document = keys["document"].flatMap { self.document($0) }
            let name = keys["name"].flatMap { text($0) }
            let expect = keys["expect"].map { expectations($0) } ?? []
            let status = keys["status"].flatMap {
                choice($0, of: NotifyStep.Event.self, "outcomes", synonyms: Self.outcomes)
            }
            let flags = keys["flags"].flatMap { rules($0) }
            if let document {
                tests.append(
                    PipelineTest(
                        name: name ?? document, document: document, expect: expect, status: status,
                        flags: flags,
                        line: item.span.start.line))
            }
        }
        return tests
    }

    private mutating func document(_ node: YAMLNode) -> String? {
        guard let path = fixedText(node), node.scalar?.value != .null else {
            return nil
        }
        if let documentExists, !documentExists(path) {
            mistakes.add(
                .missingDocument, at: node.span, "the document \(Self.shortened(path)) doesn't exist",
                mend: "correct the path; it counts from the pipeline file's folder")
        }
        return path
    }

    private mutating func expectations(_ node: YAMLNode) -> [PipelineTest.Expectation] {
        checkTag(node)
        guard let entries = node.mapping else {
            wrongType(node, wanted: "a mapping of field names to values")
            return []
        }
        var found: [PipelineTest.Expectation] = []
        for entry in entries {
            guard let field = keyText(entry.key) else {
                continue
            }
            guard FieldNames.isField(field) else {
                let suggestion = FieldNames.nearestField(to: field)
                mistakes.add(
                    .unknownExpectation, at: entry.key.span, "there is no field \"\(field)\"",
                    suggestion: suggestion,
                    mend: suggestion == nil ? "`assay pipeline schema` lists the fields" : nil)
                continue
            }
            guard let scalar = entry.value.scalar else {
                wrongType(entry.value, wanted: "a single value")
                continue
            }
            found.append(.init(field: field, value: scalar.value == .null ? nil : scalar.text))
        }
        return found
    }

    private mutating func rules(_ node: YAMLNode) -> [String]? {
        checkTag(node)
        guard let items = node.sequence else {
            wrongType(node, wanted: "a list of rule ids", suggestion: node.scalar.map { "[\($0.text)]" })
            return nil
        }
        var found: [String] = []
        for item in items {
            if let rule = text(item) {
                found.append(rule)
            }
        }
        return found
    }
}
