internal import AssayKit

extension DocumentRun {
    /// Runs a component that wants pictures of pages.
    mutating func runOnPictures(
        _ step: PlanStep, _ component: InstalledComponent, _ images: ComponentInput.Images
    ) async throws(ResultError) {
        guard let source, let base = document else { return }
        announce(step)
        var spent = PictureCost()
        do throws(CallFailure) {
            let pages = try pages(images.pages, in: base, step)
            guard !pages.isEmpty else {
                report(step, .skipped)
                return
            }
            try await work(on: pages, of: base, from: source, step, component, images, &spent)
            report(step, .ok, spent.milliseconds, cachedPages: spent.cachedPages)
        } catch {
            try settle(error, of: step, milliseconds: spent.milliseconds)
        }
    }

    private func pages(
        _ wanted: ComponentInput.Pages, in base: any Payload, _ step: PlanStep
    ) throws(CallFailure) -> [Int] {
        do {
            return try base.withDocument { view in
                (0..<view.pageCount).map { view.page(at: $0) }.filter { page in
                    if page.flags.contains(.damaged), page.width == 0 { return false }
                    return switch wanted {
                    case .all: true
                    case .scanned: page.flags.contains(.scanned)
                    case .withoutText: !TextUsability.isUsable(page)
                    }
                }.map(\.number)
            }
        } catch {
            throw .malformed("the pages so far can't be used: \(error)", plugin: step.plugin)
        }
    }

    private mutating func work(
        on pages: [Int], of base: any Payload, from source: DocumentSource, _ step: PlanStep,
        _ component: InstalledComponent, _ images: ComponentInput.Images, _ spent: inout PictureCost
    ) async throws(CallFailure) {
        let request = ImageRequest(
            encoding: images.encoding, dpi: images.dpi, allowsEmbedded: images.allowsEmbedded)
        let givesWords = component.manifest.provides.contains("words")
        let cache =
            givesWords && !(engine.cache is NoCache)
            ? RecognitionCache(
                engine.cache, file: input.sha256, source: source, component: component, options: step.options,
                request: request) : nil
        let work = PictureWork(
            source: source, step: step, component: component, request: request, base: base,
            record: records.encoded(), cache: cache)
        let windows = PageWindows(
            size: engine.settings.pictureWindow, parallel: engine.settings.parallelWindows)
        let (events, name, total) = (engine.events, input.name, Double(pages.count))
        let outcome = await windows.run(
            pages,
            finished: { done in
                events.send(.progress(document: name, step: step.name, fraction: Double(done) / total))
            },
            { await work.answer($0, drawn: $1) })
        if let fatal = outcome.fatal { throw fatal }
        let answers = outcome.parts.map(\.value)
        spent.milliseconds += answers.reduce(0) { $0 + $1.milliseconds }
        spent.cachedPages += answers.reduce(0) { $0 + $1.known }
        if answers.isEmpty, let failure = outcome.failed.first?.failure { throw failure }
        for (page, failure) in outcome.failed {
            notes.append("page \(page) could not be recognised: \(failure.sentence)")
            needsReview = true
        }
        var facts = JSONObject()
        for reply in answers.flatMap(\.replies) {
            var findings = try StepFindings(reply, of: step)
            facts.join(findings.metadata)
            findings.metadata = JSONObject()
            try merge(findings, nil, of: step)
        }
        try note(facts, of: step)
        let recognised = answers.flatMap(\.pages)
        guard !recognised.isEmpty, let base = document else { return }
        do {
            document = try PageSplicing.replacing(
                in: base, with: recognised, adding: givesWords ? [.recognised, .wordsRead] : .wordsRead)
        } catch {
            throw .malformed("the pages of \(step.uses) can't be used: \(error)", plugin: step.plugin)
        }
    }
}

/// What work on pictures has cost, and what the cache has spared.
private struct PictureCost {
    var milliseconds = 0.0
    var cachedPages = 0
}
