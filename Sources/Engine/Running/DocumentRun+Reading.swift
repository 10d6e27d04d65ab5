internal import AssayKit

extension DocumentRun {
    /// Reads the words of all pages.
    mutating func read() async throws(ResultError) {
        let readers = engine.components.readers
        let (reader, type) = try ReaderChoice.choose(for: input, plan: plan, among: readers)
        if let note = ReaderChoice.contradiction(of: input.name, type: type, among: readers) { notes.append(note) }
        let written = plan.steps.first { $0.uses == reader.manifest.id }
        let step =
            written
            ?? PlanStep(
                uses: reader.manifest.id, plugin: reader.plugin,
                options: SchemaDefaults.options(of: reader.manifest.configuration))
        let source = DocumentSource(
            runner: engine.runner, reader: reader, type: type, step: step, bytes: input.bytes, name: input.name,
            memory: plan.memory, deadline: deadline)
        self.source = source
        try checkGoingOn(at: step.name, plugin: reader.plugin)
        announce(step)
        var time = 0.0
        do throws(CallFailure) {
            try await readPages(of: source, time: &time)
        } catch {
            // Without words there is nothing to go on with, whatever the step's on_error says.
            report(step, .failed, time)
            throw ResultError(error, document: input.name, step: step.name)
        }
        report(step, .ok, time)
    }

    private mutating func readPages(of source: DocumentSource, time: inout Double) async throws(CallFailure) {
        let window = engine.settings.readingWindow
        switch await source.words(Array(1...max(1, window))) {
        case .success(let first):
            time += first.milliseconds
            let known = Self.pageCount(first.document)
            var count = known.total ?? known.held
            if known.total == nil, known.held >= window { count = try await inspected(source, time: &time).count }
            try check(count, source)
            pageCount = count
            let source = self.source ?? source
            guard count > known.held else {
                document = first.document
                noteMetadata(of: first.document)
                return
            }
            let rest = Array((known.last + 1)...max(count, known.last + 1)).filter { $0 <= count }
            try await readWindows(rest, of: source, first: first, time: &time)
        case .failure(let failure) where failure.concernsWholeDocument: throw failure
        case .failure(let failure):
            try await readAfter(failure, of: source, time: &time)
        }
    }

    /// The first window failed: find out which page it was, and read the others.
    private mutating func readAfter(
        _ failure: CallFailure, of source: DocumentSource, time: inout Double
    ) async throws(CallFailure) {
        let frames: (count: Int, document: any Payload)
        do throws(CallFailure) {
            frames = try await inspected(source, time: &time)
        } catch {
            throw failure
        }
        try check(frames.count, source)
        pageCount = frames.count
        let source = self.source ?? source
        guard frames.count > 1 || failure.kind != .timedOut else { throw failure }
        let window = min(engine.settings.readingWindow, frames.count)
        try await readWindows(
            Array((window + 1)..<max(frames.count + 1, window + 1)), suspects: Array(1...max(1, window)), of: source,
            frames: frames.document, failure: failure, time: &time)
    }

    private func inspected(
        _ source: DocumentSource, time: inout Double
    ) async throws(CallFailure) -> (count: Int, document: any Payload) {
        let pages = try await source.inspect().get()
        time += pages.milliseconds
        let known = Self.pageCount(pages.document)
        return (known.total ?? known.held, pages.document)
    }

    private func check(_ count: Int, _ source: DocumentSource) throws(CallFailure) {
        guard count > 0 else {
            throw CallFailure(
                .reported(.input), code: "no_pages", "the file has no pages", mend: "Check how it was made.",
                plugin: source.reader.plugin)
        }
        guard count <= plan.maximumPages else {
            throw CallFailure(
                .reported(.limit), code: "too_many_pages",
                "the file has \(count) pages, more than the \(plan.maximumPages) that the pipeline allows",
                mend: "Raise limits.pages in the pipeline, or split the file.", plugin: source.reader.plugin)
        }
    }

    private mutating func readWindows(
        _ pages: [Int], suspects: [Int] = [], of source: DocumentSource, first: DocumentSource.Pages? = nil,
        frames: (any Payload)? = nil, failure: CallFailure? = nil, time: inout Double
    ) async throws(CallFailure) {
        let windows = PageWindows(size: engine.settings.readingWindow, parallel: engine.settings.parallelWindows)
        let total = Double(max(1, pageCount))
        let already = pageCount - pages.count - suspects.count
        let (events, name, step) = (engine.events, input.name, source.step.name)
        let outcome = await windows.run(
            pages, suspects: suspects,
            finished: { done in
                events.send(.progress(document: name, step: step, fraction: Double(already + done) / total))
            },
            { pages in await source.words(pages) })
        if let fatal = outcome.fatal { throw fatal }
        let parts = (first.map { [$0] } ?? []) + outcome.parts.map(\.value)
        guard !parts.isEmpty else { throw failure ?? outcome.failed.first?.failure ?? .cancelled(plugin: "") }
        time += outcome.parts.reduce(0) { $0 + $1.value.milliseconds }
        for (page, failure) in outcome.failed {
            notes.append("page \(page) could not be read: \(failure.sentence)")
            needsReview = true
        }
        do {
            let spliced = try PageSplicing.joined(
                parts.map(\.document), frames: frames, missing: outcome.failed.map(\.page))
            document = spliced
            noteMetadata(of: spliced)
        } catch {
            throw .malformed("the pages do not fit together: \(error)", plugin: source.reader.plugin)
        }
    }

    private mutating func noteMetadata(of document: any Payload) {
        // The document was checked when it came; metadata that is no object is not worth failing for.
        let found = try? document.withDocument { $0.metadata.objectValue }
        for member in (found ?? nil)?.members ?? [] { metadata[member.key] = member.value }
        if metadata["media_type"] == nil, let source {
            metadata["media_type"] = .string(source.type.mediaType)
        }
    }

    /// How many pages the file has (as the reader's metadata says), how many the buffer holds, and its last number.
    private static func pageCount(_ document: any Payload) -> (total: Int?, held: Int, last: Int) {
        let counts = try? document.withDocument { view -> (Int?, Int, Int) in
            let last = view.pageCount > 0 ? view.page(at: view.pageCount - 1).number : 0
            return (view.metadata["page_count"]?.intValue, view.pageCount, last)
        }
        // It was checked when it came, so this does not happen; no pages is an error further on.
        return counts ?? (0, 0, 0)
    }
}
