internal import AssayKit
internal import WorkerFrames

/// What came out of a worker for one step, not looked at yet.
struct RawStep: Sendable {
    let message: StepMessage
    let document: SealedBytes?
}

extension StepResult {
    /// Checks all that a plugin emitted: it is as hostile as the document that it was given.
    init(_ raw: RawStep, component: String) {
        self.component = component
        duration = .microseconds(Int64(clamping: raw.message.duration))
        json = raw.message.json ?? []
        verdict = raw.message.verdict.flatMap(Self.verdict)
        do throws(PluginError) {
            let parsed = try Self.parsed(raw.message.json, component: component)
            try Self.check(raw.document, component: component)
            value = parsed
            document = raw.document
            status = Self.status(raw.message)
        } catch {
            value = nil
            document = nil
            status = .failed(error)
        }
    }

    /// The results up to the first that is not OK.
    static func checked(_ steps: [RawStep], of call: WorkerCall) -> [StepResult] {
        var results: [StepResult] = []
        for (raw, step) in zip(steps, call.steps) {
            let result = StepResult(raw, component: step.component)
            results.append(result)
            if !result.isOK { break }
        }
        return results
    }

    private static func parsed(_ json: [UInt8]?, component: String) throws(PluginError) -> JSONValue? {
        guard let json else { return nil }
        let value: JSONValue
        do {
            value = try JSONParser.parse(json)
        } catch {
            throw PluginError(
                .internal, code: "bad_result", "\(component) emitted a result that is not JSON: \(error)",
                mend: "report this to the plugin's author")
        }
        guard value.objectValue != nil else {
            throw PluginError(
                .internal, code: "bad_result",
                "\(component) emitted a result that is \(value.kindName), not an object",
                mend: "report this to the plugin's author")
        }
        return value
    }

    private static func check(_ document: SealedBytes?, component: String) throws(PluginError) {
        guard let document else { return }
        do {
            try document.withDocument { _ in }
        } catch {
            throw PluginError(
                .internal, code: "bad_document",
                "\(component) emitted a document that is not valid: \(error)",
                mend: "report this to the plugin's author")
        }
    }

    private static func status(_ message: StepMessage) -> Status {
        switch message.status {
        case 0: .ok
        case 2: .cancelled
        case 3: .unsupported
        default: .failed(message.failure.map(error) ?? unexplained)
        }
    }

    private static var unexplained: PluginError {
        PluginError(.internal, code: "unexplained", "the component failed without saying why")
    }

    private static func error(_ failure: StepMessage.Failure) -> PluginError {
        PluginError(
            PluginError.Kind(code: failure.kind), code: failure.code, failure.message, mend: failure.mend,
            page: failure.page == 0 ? nil : Int(failure.page),
            retry: failure.retry == 1 ? .later(milliseconds: failure.retryAfter) : .never)
    }

    private static func verdict(_ said: StepMessage.Verdict) -> Verdict? {
        switch said.verdict {
        case 1: .delivered(detail: said.detail)
        case 2: .retry(afterMilliseconds: said.after, detail: said.detail)
        case 3: .permanent(detail: said.detail)
        case 4: .gone(detail: said.detail)
        default: nil
        }
    }
}
