internal import AssayKit

extension DocumentRun {
    /// Looks again at the spots that a step asked for, and calls it once more.
    ///
    /// - Returns: Its second answer; nil when the plan has no recogniser or the second call failed, so that the first
    ///   answer stands.
    mutating func secondLook(
        _ requests: [LookRequest], for step: PlanStep, milliseconds: inout Double
    ) async -> StepReply? {
        guard let source, let recogniser = recogniser else { return nil }
        let (ocr, component) = recogniser
        let looker = SpotLooker(source: source, step: ocr, component: component)
        var answers = [LookAnswer](repeating: LookAnswer(words: []), count: requests.count)
        let parallel = engine.settings.parallelWindows
        await withTaskGroup(of: (Int, LookAnswer, Double).self) { group in
            var next = 0
            while next < requests.count || !group.isEmpty {
                while next < requests.count, next < parallel {
                    let index = next
                    group.addTask { await looker.look(requests[index], index) }
                    next += 1
                }
                guard let (index, answer, time) = await group.next() else { break }
                answers[index] = answer
                milliseconds += time
                guard next < requests.count else { continue }
                let following = next
                group.addTask { await looker.look(requests[following], following) }
                next += 1
            }
        }
        var writer = JSONWriter()
        writer.beginArray()
        for answer in answers { answer.write(to: &writer) }
        writer.endArray()
        let wantsSource = engine.components.component(step.uses)?.manifest.input.source ?? false
        let reply = await engine.runner.call(call([step], source: wantsSource, looks: writer.bytes))
        guard reply.failure == nil, let answer = reply.replies.first else {
            // The first answer was complete; a second one that fails takes nothing away from it.
            notes.append("the second look of \(step.name) failed: \(reply.failure?.sentence ?? "no answer")")
            return nil
        }
        milliseconds += answer.milliseconds
        return answer
    }

    /// The plan's step that turns pictures into words.
    private var recogniser: (PlanStep, InstalledComponent)? {
        for step in plan.steps {
            guard let component = engine.components.component(step.uses),
                component.manifest.input.images != nil,
                component.manifest.provides.contains("words")
            else { continue }
            return (step, component)
        }
        return nil
    }
}

/// Recognises one spot of a page.
private struct SpotLooker: Sendable {
    let source: DocumentSource
    let step: PlanStep
    let component: InstalledComponent

    /// What stands there; nothing when it could not be looked at.
    func look(_ request: LookRequest, _ index: Int) async -> (Int, LookAnswer, Double) {
        let wanted = ImageRequest(
            encoding: component.manifest.input.images?.encoding ?? .grey8,
            dpi: min(max(request.dpi, 72), 600),
            region: request.box)
        guard case .success(let picture) = await source.images([request.page], wanted) else {
            return (index, LookAnswer(words: []), 0)
        }
        var call = ComponentCall(
            plugin: step.plugin, .run,
            steps: [ComponentCall.Step(component: step.uses, options: options(for: request.mode))],
            name: source.name, timeout: source.deadline.limit(of: step.timeout, pages: 1),
            memory: step.memory ?? source.memory)
        call.document = picture.document
        call.record = [Record]().encoded()
        let reply = await source.runner.call(call)
        let time = picture.milliseconds + (reply.replies.first?.milliseconds ?? 0)
        // A spot that can't be recognised is a spot where nothing was seen.
        let words = try? reply.replies.first?.document?.withDocument { view in
            (0..<view.wordCount).map { place in
                let word = view.word(at: place)
                return LookAnswer.Word(text: word.text, box: word.box, confidence: Double(word.confidence))
            }
        }
        return (index, LookAnswer(words: (words ?? nil) ?? []), time)
    }

    /// The step's options with the mode, where the recogniser knows one.
    private func options(for mode: LookRequest.Mode) -> [UInt8] {
        let known = component.manifest.configuration["properties"]?["mode"]?["enum"]?.arrayValue
        guard known?.contains(.string(mode.rawValue)) == true,
            // The options were written by the checker; should they be none, the recogniser's own mode is used.
            var options = (try? JSONParser.parse(step.options))?.objectValue
        else { return step.options }
        options["mode"] = .string(mode.rawValue)
        return JSONWriter.bytes(.object(options))
    }
}
