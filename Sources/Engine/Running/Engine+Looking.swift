internal import AssayKit

/// A page as a picture.
package struct PagePicture: Sendable {
    /// A complete PNG file, as the worker made it.
    package let png: [UInt8]
    /// Pixels.
    package let width: Int
    package let height: Int
    /// The width of the page, points.
    package let pointWidth: Double
}

extension Engine {
    /// The picture of one page.
    ///
    /// - Parameters:
    ///   - page: Its number, from 1.
    ///   - width: Pixels; a scan of fewer is not enlarged.
    ///   - input: The file.
    ///   - plan: Gives the reader's options and the limits.
    /// - Returns: The picture, complete.
    /// - Throws: ``ResultError``; its code is `no_page` when the file has no such page.
    package func picture(
        ofPage page: Int, width: Int, of input: EngineInput, through plan: Plan
    ) async throws(ResultError) -> PagePicture {
        let source = try source(of: input, through: plan)
        do throws(CallFailure) {
            let size = try await source.pageWidth(page)
            let request = ImageRequest(
                encoding: .png, dpi: min(max(Double(width) * 72 / size, 8), 600), allowsEmbedded: false)
            let pages = try await source.images([page], request).get()
            guard let picture = try source.picture(of: page, pointWidth: size, in: pages.document) else {
                throw .noPage(page, plugin: source.reader.plugin)
            }
            return picture
        } catch {
            throw ResultError(error, document: input.name, step: nil)
        }
    }

    /// The words of a file with their boxes, those in pictures too where the plan recognises them.
    ///
    /// - Returns: `{"pages": [{"page", "width", "height", "words": [{"text", "box", "line", "block",
    ///   "confidence"}]}]}`, boxes in points from the page's top left.
    /// - Throws: ``ResultError``.
    package func words(of input: EngineInput, through plan: Plan) async throws(ResultError) -> [UInt8] {
        var plan = plan
        plan.steps = plan.steps.filter { step in
            components.component(step.uses)?.manifest.provides.contains("words") ?? false
        }
        (plan.autoApprove, plan.needsReview) = (nil, nil)
        var run = DocumentRun(engine: self, plan: plan, input: input)
        try await run.read()
        try await run.runSteps()
        guard let document = run.document else { return Array("{\"pages\":[]}".utf8) }
        do {
            return try document.withDocument { WordList.json(of: $0) }
        } catch {
            throw ResultError(
                code: "malformed_result", message: "\(input.name): the words can't be used: \(error)")
        }
    }

    private func source(of input: EngineInput, through plan: Plan) throws(ResultError) -> DocumentSource {
        let (reader, type) = try ReaderChoice.choose(for: input, plan: plan, among: components.readers)
        let step =
            plan.steps.first { $0.uses == reader.manifest.id }
            ?? PlanStep(
                uses: reader.manifest.id, plugin: reader.plugin,
                options: SchemaDefaults.options(of: reader.manifest.configuration))
        return DocumentSource(
            runner: runner, reader: reader, type: type, step: step, bytes: input.bytes, name: input.name,
            memory: plan.memory, deadline: Deadline(milliseconds: plan.timeout))
    }
}

extension DocumentSource {
    /// The width of a page, points.
    fileprivate func pageWidth(_ page: Int) async throws(CallFailure) -> Double {
        let frames = try await inspect().get()
        let width: Double?
        do {
            width = try frames.document.withDocument { view in
                for index in 0..<view.pageCount where view.page(at: index).number == page {
                    return Double(view.page(at: index).width)
                }
                return nil
            }
        } catch {
            throw .malformed("\(reader.manifest.id): \(error)", plugin: reader.plugin)
        }
        guard let width, width > 0, width.isFinite else { throw .noPage(page, plugin: reader.plugin) }
        return width
    }

    fileprivate func picture(
        of page: Int, pointWidth: Double, in document: any Payload
    ) throws(CallFailure) -> PagePicture? {
        do {
            return try document.withDocument { view in
                for index in 0..<view.pageCount where view.page(at: index).number == page {
                    let shown = view.page(at: index)
                    for place in 0..<shown.imageCount where shown.image(at: place).encoding == .png {
                        let image = shown.image(at: place)
                        return PagePicture(
                            png: Array(image.bytes), width: image.width, height: image.height,
                            pointWidth: pointWidth)
                    }
                }
                return nil
            }
        } catch {
            throw .malformed("\(reader.manifest.id): \(error)", plugin: reader.plugin)
        }
    }
}

extension CallFailure {
    fileprivate static func noPage(_ page: Int, plugin: String) -> CallFailure {
        CallFailure(
            .reported(.input), code: "no_page", "there is no page \(page)", mend: "Ask for one that it has.",
            plugin: plugin)
    }
}
