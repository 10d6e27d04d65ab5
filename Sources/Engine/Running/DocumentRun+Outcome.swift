internal import AssayKit

extension DocumentRun {
    /// The results of a document that went through.
    mutating func outcome() async throws(ResultError) -> [InvoiceResult] {
        var results: [InvoiceResult] = []
        for (index, record) in (records.isEmpty ? [Record()] : records).enumerated() {
            var result = result(of: record, index: index)
            result.confidence = readsFields ? record.confidence : nil
            result.asksForReview = needsReview
            await engine.decide(&result, through: plan, timeout: max(1, deadline.remainingMilliseconds))
            results.append(result)
        }
        return finished(results)
    }

    /// The results of a document that failed: what was found until then, and why it ended.
    func outcome(failed error: ResultError) -> [InvoiceResult] {
        let results = (records.isEmpty ? [Record()] : records).enumerated().map { index, record in
            var result = result(of: record, index: index)
            result.status = .failed
            result.error = error
            result.confidence = 0
            return result
        }
        return finished(results)
    }

    private func result(of record: Record, index: Int) -> InvoiceResult {
        InvoiceResult(
            file: input.name, sha256: input.sha256,
            part: InvoiceResult.Part(index: index + 1, count: max(1, records.count)), status: .processed,
            pipeline: plan.name, pages: pageCount, record: record, steps: reports, metadata: metadata,
            notes: notes)
    }

    private func finished(_ results: [InvoiceResult]) -> [InvoiceResult] {
        let elapsed = began.duration(to: .now).inMilliseconds
        return results.map { result in
            var result = result
            result.milliseconds = elapsed
            return result
        }
    }

    /// Whether the plan has a step that gives fields, so that a confidence means something.
    private var readsFields: Bool {
        plan.steps.contains { step in
            guard let manifest = engine.components.component(step.uses)?.manifest else { return false }
            return manifest.kind == .extractor && !manifest.isReader
                && (manifest.provides.isEmpty || manifest.provides.contains("fields"))
        }
    }
}
