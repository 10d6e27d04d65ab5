internal import AssayKit

extension DocumentRun {
    /// Reads the words of all pages.
    mutating func read() async throws(ResultError) {
        let readers = engine.components.readers
        let (reader, type) = try ReaderChoice.choose(for: input, plan: plan, among: readers)
        if let note = ReaderChoice.contradiction(of: input.name, type: type, among: readers) {
            notes.append(note)
        }
        let written = plan.steps.first { $0.uses == reader.manifest.id }
        var step =
            written
            ?? PlanStep(
                uses: reader.manifest.id, plugin: reader.plugin,
                options: SchemaDefaults.options(of: reader.manifest.configuration))
        step.options = PageLimitOption.lowered(step.options, of: reader.manifest, to: plan.maximumPages)
        let source = DocumentSource(
            runner: engine.runner, reader: reader, type: type, step: step, bytes: input.bytes,
            name: input.name,
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

    /// Files up to this size are read in one call, bytes; of larger ones the first page tells how many there are.
    static let smallFile = 256 << 10

    private mutating func readPages(of source: DocumentSource, time: inout Double) async throws(CallFailure) {
        let isSmall = input.bytes.count <= Self.smallFile
        switch await source.words(isSmall ? [] : [1]) {
        case .success(let first):
            time += first.milliseconds
            let known = Self.pageCount(first.document)
            var frames: (any Payload)?
            var count = known.total ?? known.held
            if known.held == 0 || (known.total == nil && !isSmall) {
                let inspection = try await inspected(source, time: &time)
                (count, frames) = (inspection.count, inspection.document)
            }
            try check(count, source)
            pageCount = count
            guard count > known.held else {
                document = first.document
                noteMetadata(of: first.document)
                return
            }
            try await readWindows(
                Array((known.last + 1)...max(count, known.last + 1)), of: self.source ?? source,
                first: known.held > 0 ? first : nil, frames: frames, time: &time)
        case .failure(let failure) where failure.concernsWholeDocument: throw failure
        case .failure(let failure):
            try await readAfter(failure, of: source, isSmall: isSmall, time: &time)
        }
    }

    /// The first call failed: find out which page it was, and read the others.
    private mutating func readAfter(
        _ failure: CallFailure, of source: DocumentSource, isSmall: Bool, time: inout Double
    ) async throws(CallFailure) {
        let frames: (count: Int, document: any Payload)
        do throws(CallFailure) {
            frames = try await inspected(source, time: &time)
        } catch {
            throw failure
        }
        try check(frames.count, source)
        pageCount = frames.count
        guard frames.count > 1 || failure.kind != .timedOut else { throw failure }
        let tried = isSmall ? frames.count : 1
        try await readWindows(
            tried < frames.count ? Array((tried + 1)...frames.count) : [], suspects: Array(1...tried),
            of: self.source ?? source, frames: frames.document, failure: failure, time: &time)
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
        let windows = PageWindows(
            size: engine.settings.readingWindow, parallel: engine.settings.parallelWindows)
        let total = Double(max(1, pageCount))
        let already = pageCount - pages.count - suspects.count
        let (events, name, step) = (engine.events, input.name, source.step.name)
        let outcome = await windows.run(
            pages, suspects: suspects,
            finished: { done in
                events.send(.progress(document: name, step: step, fraction: Double(already + done) / total))
            },
            { pages, _ in await source.words(pages) })
        if let fatal = outcome.fatal { throw fatal }
        let parts = (first.map { [$0] } ?? []) + outcome.parts.map(\.value)
        guard !parts.isEmpty else { throw failure ?? outcome.failed.first?.failure ?? .cancelled(plugin: "") }
        time += outcome.parts.reduce(0) { $0 + $1.value.milliseconds }
        for (page, failure) in outcome.failed {
            notes.append("page \(page) could not be read: \(failure.sentence)")
            needsReview = true
        }
        do {
            document = try PageSplicing.joined(
                parts.map(\.document), frames: frames, missing: outcome.failed.map(\.page))
            noteMetadata(of: document)
        } catch {
            throw .malformed("the pages do not fit together: \(error)", plugin: source.reader.plugin)
        }
    }

    private mutating func noteMetadata(of document: (any Payload)?) {
        // The document was checked when it came; metadata that is no object is not worth failing for.
        let found = try? document?.withDocument { $0.metadata.objectValue }
        for member in (found ?? nil)?.members ?? [] {
            metadata[member.key] =
                member.key == "embedded_files" ? Self.withoutContent(member.value) : member.value
        }
        if metadata["media_type"] == nil, let source {
            metadata["media_type"] = .string(source.type.mediaType)
        }
    }

    /// The embedded files without their bytes: those are for the steps, which find them in the document.
    private static func withoutContent(_ files: JSONValue) -> JSONValue {
        guard let entries = files.arrayValue else { return files }
        return .array(
            entries.map { entry in
                guard var object = entry.objectValue else { return entry }
                object["content"] = nil
                return .object(object)
            })
    }

    /// How many pages the file has (as the reader's metadata says), how many the buffer holds, and its last number.
    private static func pageCount(_ document: any Payload) -> (total: Int?, held: Int, last: Int) {
        let counts = try? document.withDocument { view -> (Int?, Int, Int) in
            let last = view.pageCount > 0 ? view.page(at: view.pageCount - 1).number : 0
            let metadata = view.metadata
            let total = metadata["page_count"]?.intValue ?? metadata["pages"]?.intValue
            return (total, view.pageCount, last)
        }
        // It was checked when it came, so this does not happen; no pages is an error further on.
        return counts ?? (0, 0, 0)
    }
}
