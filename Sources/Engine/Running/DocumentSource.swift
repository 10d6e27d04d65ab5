internal import AssayKit

/// A file and the reader that reads it.
struct DocumentSource: Sendable {
    /// What a reader answered.
    struct Pages: Sendable {
        let document: any Payload
        let milliseconds: Double
    }

    let runner: any ComponentRunner
    let reader: InstalledComponent
    /// The type that the file's first bytes show.
    let type: ReadableType
    /// The reader's step, written in the pipeline or supplied.
    let step: PlanStep
    let bytes: any Payload
    let name: String
    let memory: Int
    var deadline: Deadline

    func inspect() async -> Result<Pages, CallFailure> { await ask(.inspect) }

    /// Words of these pages; those that the file does not have are left out.
    func words(_ pages: [Int]) async -> Result<Pages, CallFailure> { await ask(.words(pages: pages)) }

    func images(_ pages: [Int], _ request: ImageRequest) async -> Result<Pages, CallFailure> {
        await ask(.images(pages: pages, request))
    }

    private func ask(_ request: ComponentCall.Request) async -> Result<Pages, CallFailure> {
        guard deadline.remainingMilliseconds > 0 else { return .failure(.outOfTime(plugin: reader.plugin)) }
        var call = ComponentCall(
            plugin: reader.plugin, request,
            steps: [ComponentCall.Step(component: reader.manifest.id, options: step.options)], name: name,
            timeout: deadline.limit(of: step.timeout, pages: request.pages.count),
            memory: step.memory ?? memory)
        call.source = bytes
        let reply = await runner.call(call)
        if let failure = reply.failure { return .failure(failure) }
        guard let answer = reply.replies.first, let document = answer.document else {
            return .failure(
                .malformed("the reader \(reader.manifest.id) gave no pages", plugin: reader.plugin))
        }
        do {
            // One check of every offset, so that what follows may trust them.
            try document.withDocument { _ in }
        } catch {
            return .failure(.malformed("\(reader.manifest.id): \(error)", plugin: reader.plugin))
        }
        return .success(Pages(document: document, milliseconds: answer.milliseconds))
    }
}

extension ComponentCall.Request {
    /// The pages that it names.
    fileprivate var pages: [Int] {
        switch self {
        case .words(let pages), .images(let pages, _): pages
        case .run, .inspect, .notify: []
        }
    }
}

extension CallFailure {
    /// The document's time is used up.
    static func outOfTime(plugin: String) -> CallFailure {
        CallFailure(
            .timedOut, code: "timeout", "the document took longer than its pipeline allows",
            mend: "Raise limits.timeout in the pipeline, or split the document.", plugin: plugin)
    }
}
