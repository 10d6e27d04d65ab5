internal import AssayKit

/// Hands pictures of pages to a component, a window at a time, and drops them afterwards.
struct PictureWork: Sendable {
    /// What came of a window.
    struct Answer: Sendable {
        /// Documents with whole pages of recognised words.
        var pages: [any Payload] = []
        /// The component's own answers, for what else it found.
        var replies: [StepReply] = []
        var milliseconds = 0.0
        /// How many of the pages were known from an earlier run.
        var known = 0
    }

    let source: DocumentSource
    let step: PlanStep
    let component: InstalledComponent
    let request: ImageRequest
    /// The words known so far.
    let base: any Payload
    /// The records so far.
    let record: [UInt8]
    let cache: RecognitionCache?

    /// Works on one window of pages.
    ///
    /// - Parameters:
    ///   - pages: Their numbers, ascending.
    ///   - drawn: The pages themselves are to be drawn, not handed out as the scans that lie in the file: these may be
    ///     what failed.
    /// - Returns: The pages' words and what else was found.
    func answer(_ pages: [Int], drawn: Bool = false) async -> Result<Answer, CallFailure> {
        var request = request
        if drawn { request.allowsEmbedded = false }
        var answer = Answer()
        var waiting: [Int] = []
        for page in pages {
            if let known = cache?.words(ofPage: page) {
                answer.pages.append(known)
                answer.known += 1
            } else {
                waiting.append(page)
            }
        }
        guard !waiting.isEmpty else { return .success(answer) }
        let pictures: DocumentSource.Pages
        switch await source.images(waiting, request) {
        case .success(let drawn): pictures = drawn
        case .failure(let failure): return .failure(failure)
        }
        answer.milliseconds += pictures.milliseconds
        do {
            let keys = try cache?.keys(of: pictures.document) ?? [:]
            for (page, key) in keys.sorted(by: { $0.key < $1.key }) {
                guard let known = cache?.words(under: key, page: page) else { continue }
                answer.pages.append(known)
                answer.known += 1
                cache?.remember(key, ofPage: page)
                waiting.removeAll { $0 == page }
            }
            guard !waiting.isEmpty else { return .success(answer) }
            let document = try Self.window(waiting, of: pictures.document, over: base)
            let reply = await source.runner.call(call(document, pages: waiting.count))
            if let failure = reply.failure { return .failure(failure) }
            for one in reply.replies {
                answer.milliseconds += one.milliseconds
                guard let recognised = one.document else { continue }
                answer.pages.append(recognised)
                try cache?.keep(recognised, keys: keys)
            }
            answer.replies = reply.replies
            return .success(answer)
        } catch {
            return .failure(.malformed("\(step.uses): \(error)", plugin: step.plugin))
        }
    }

    private func call(_ document: any Payload, pages: Int) -> ComponentCall {
        var call = ComponentCall(
            plugin: step.plugin, .run,
            steps: [ComponentCall.Step(component: step.uses, options: step.options)],
            name: source.name, timeout: source.deadline.limit(of: step.timeout, pages: pages),
            memory: step.memory ?? source.memory)
        call.document = document
        call.record = record
        return call
    }

    /// The pictures of some pages together with the words that are known of them; the pictures as they came when
    /// there is nothing to leave out or to add.
    private static func window(
        _ pages: [Int], of pictures: any Payload, over base: any Payload
    ) throws -> any Payload {
        try pictures.withDocument { view in
            try base.withDocument { known in
                var words: [Int: Int] = [:]
                for index in 0..<known.pageCount where known.page(at: index).wordCount > 0 {
                    words[known.page(at: index).number] = index
                }
                let numbers = (0..<view.pageCount).map { view.page(at: $0).number }
                if numbers == pages, !pages.contains(where: { words[$0] != nil }) { return pictures }
                var builder = DocumentBuilder()
                for index in 0..<view.pageCount {
                    let number = view.page(at: index).number
                    guard pages.contains(number) else { continue }
                    builder.appendPage(at: index, of: view)
                    guard let place = words[number] else { continue }
                    let page = known.page(at: place)
                    for wordIndex in 0..<page.wordCount {
                        let word = page.word(at: wordIndex)
                        builder.addWord(
                            utf8: word.utf8, box: word.box, confidence: word.confidence, line: word.line,
                            block: word.block, fontSize: word.fontSize, colour: word.colour,
                            rotation: word.rotation, flags: word.flags)
                    }
                }
                return MemoryPayload(builder.encoded())
            }
        }
    }
}
