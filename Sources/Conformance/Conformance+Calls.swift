internal import AssayKit
internal import Workers

extension Conformance {
    /// A component's answer, or what it broke.
    enum Answer {
        case answered(StepResult)
        case broken(String)
    }

    /// The options that cases run with: the schema's defaults and the author's.
    func standardOptions(_ component: ComponentManifest) -> JSONObject? {
        var options = JSONObject()
        let known = component.configuration["properties"]
        for member in settings.options.members where known?[member.key] != nil {
            options[member.key] = member.value
        }
        guard let defaults = SampleOptions.standard(component.configuration) else {
            let required = component.configuration["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
            return required.allSatisfy { options[$0] != nil } ? options : nil
        }
        for member in defaults.members where options[member.key] == nil { options[member.key] = member.value }
        return options
    }

    /// Runs a component once, with the request that its kind answers.
    ///
    /// - Parameters:
    ///   - component: Which one.
    ///   - document: The words it is given.
    ///   - options: Its options.
    ///   - told: The record or the event that it is given; nil: a usual one.
    /// - Returns: What came of it.
    func run(
        _ component: ComponentManifest, on document: DocumentBuilder, options: JSONObject,
        told: [UInt8]? = nil
    ) async -> Answer {
        do {
            return await run(
                component, on: try SealedBytes(document.encoded()), options: options, told: told)
        } catch {
            return .broken("\(error)")
        }
    }

    /// The same, with a document that is in memory already.
    func run(
        _ component: ComponentManifest, on document: SealedBytes, options: JSONObject, told: [UInt8]? = nil
    ) async -> Answer {
        var call = WorkerCall(
            library: library,
            steps: [.init(component: component.id, options: JSONWriter.bytes(.object(options)))],
            limits: CallLimits(timeout: callTime, processor: callTime),
            name: "conformance")
        switch component.kind {
        case .notifier:
            call.request = .notify
            call.record = told ?? SampleRecords.event.encoded()
        case .extractor where component.isReader:
            // A reader gets bytes that are no file of its kind: the document's own buffer.
            call.request = .inspect
            call.source = document
        case .extractor, .validator:
            call.document = document
            call.record = told ?? SampleRecords.usual(for: component.kind)
        }
        do throws(WorkerFailure) {
            guard let result = try await pool.call(call).last else { return .broken("it gave no answer") }
            return .answered(result)
        } catch {
            return .broken("\(error)")
        }
    }

    /// Passed when the component did its work or said in good order why not.
    func judged(_ component: ComponentManifest, _ body: (JSONObject) async -> Answer) async
        -> ConformanceReport.Outcome
    {
        guard let options = standardOptions(component) else { return needsOptions }
        return Self.verdict(await body(options), on: component)
    }

    /// Why a case can't be run.
    var needsOptions: ConformanceReport.Outcome {
        .skipped("an option is required and has no default; give it with --with")
    }

    static func verdict(_ answer: Answer, on component: ComponentManifest) -> ConformanceReport.Outcome {
        switch answer {
        case .broken(let why): return .failed(why)
        case .answered(let result):
            if let failure = result.failure, failure.kind == .internal { return .failed(failure.message) }
            guard component.kind != .notifier, let value = result.value else { return .passed }
            do throws(RecordError) {
                _ = try [Record](json: value)
                return .passed
            } catch {
                return .failed("its result is no record: \(error); see the SDK's Record for the form")
            }
        }
    }
}
