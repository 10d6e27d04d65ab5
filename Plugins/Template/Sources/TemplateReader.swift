internal import AssayKit
internal import DocumentLayout

/// Picks the template that fits a document and reads the document by it.
struct TemplateReader {
    let templates: [Template]

    /// What a template found.
    struct Finding {
        let template: Template
        let record: Record
    }

    /// The first template, best match first, that finds what it requires.
    ///
    /// - Throws: What `check` throws between two templates and fields.
    func read(_ sheet: Sheet, check: () throws -> Void = {}) rethrows -> Finding? {
        guard !sheet.tokens.isEmpty else { return nil }
        let labels = LabelIndex(sheet)
        for template in fitting(labels) {
            try check()
            let values = ValueReader(sheet, decimals: template.decimals, dates: template.dates)
            let reader = FieldReader(labels: labels, values: values)
            var record = Record(pages: sheet.pages.map(\.number))
            for (name, rules) in template.fields {
                try check()
                record[name] = reader.field(name, rules)
            }
            guard template.required.allSatisfy({ record[$0] != nil }) else { continue }
            if let rules = template.lineItems {
                record.lineItems = TableReader(labels: labels, values: values, rules: rules).items()
            }
            return Finding(template: template, record: record)
        }
        return nil
    }

    /// The templates whose keywords all stand there: higher priority first, then more text matched, then as listed.
    private func fitting(_ labels: LabelIndex) -> [Template] {
        let candidates = templates.enumerated().filter { _, template in
            template.keywords.allSatisfy { labels.words(with: $0) != nil }
                && !template.exclude.contains { labels.words(with: $0) != nil }
        }
        func weight(_ template: Template) -> Int {
            template.keywords.reduce(0) { $0 + LabelIndex.key($1).count }
        }
        return candidates.sorted { a, b in
            (b.element.priority, weight(b.element), a.offset) < (
                a.element.priority, weight(a.element), b.offset
            )
        }.map(\.element)
    }
}
