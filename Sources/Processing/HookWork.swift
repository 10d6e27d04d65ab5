internal import AssayKit
internal import Crypto
internal import Files
package import Hooks
package import Storage

/// Understands messages of incoming webhooks: has their documents found by the source's mapping, and takes these in.
package struct HookWork: JobWork {
    /// What a document must be to be taken.
    package struct Rules: Sendable {
        /// The media type of a file, by its first bytes and its name; or why it is not taken.
        package var mediaType: @Sendable ([UInt8], String) -> Result<String, HookMappingFailure>
        /// Why nothing is fetched from an address; nil when it may be tried.
        package var refusal: @Sendable (String) -> String?
        /// Bytes of a file.
        package var largestFile = 16 << 20
        /// Documents of one message.
        package var mostDocuments = 100
        /// Below this confidence a person must look.
        package var threshold: Double?

        package init(
            mediaType: @escaping @Sendable ([UInt8], String) -> Result<String, HookMappingFailure>,
            refusal: @escaping @Sendable (String) -> String?
        ) {
            self.mediaType = mediaType
            self.refusal = refusal
        }
    }

    /// Bytes of a message's body.
    package static let largestMessage = 24 << 20
    /// Bytes of what is kept or told of a message.
    private static let largestNote = 16 << 10

    private let sources: HookSources
    private let mapper: any HookMapper
    private let blobs: any BlobStore
    private let rules: Rules
    private let ids: IdentifierGenerator

    package init(
        sources: HookSources, mapper: any HookMapper, blobs: any BlobStore, rules: Rules,
        time: any TimeSource = SystemTime()
    ) {
        self.sources = sources
        self.mapper = mapper
        self.blobs = blobs
        self.rules = rules
        ids = IdentifierGenerator(time: time)
    }

    package func perform(_ job: Job) async throws(JobFailure) -> JobCompletion {
        guard let task = HookTask(payload: job.payload), let source = sources[task.source],
            let owner = job.owner
        else {
            throw JobFailure(
                .permanent, code: "unknown_source",
                message: "the source of this message is not set up any more")
        }
        let values = try await values(of: task, source)
        var finding = HookFinding(source: source.name, messageID: task.messageID)
        finding.contact = contact(values[1], &finding.problems)
        finding.message = value(values[2], "message", &finding.problems)
        var completion = JobCompletion()
        for (index, entry) in try documents(values[0]).enumerated() {
            do {
                completion.submissions.append(try submission(entry, number: index + 1, source, owner))
            } catch let failure as HookMappingFailure {
                finding.problems.append(failure.sentence)
            } catch {
                throw JobFailure(.retryable, code: "storage", message: "\(error)")
            }
        }
        completion.result = [
            "source": .string(source.name), "documents": .integer(completion.submissions.count),
            "problems": .array(finding.problems.map { .string($0) }),
        ]
        completion.finding = finding
        return completion
    }

    private func values(
        of task: HookTask, _ source: HookSource
    ) async throws(JobFailure) -> [Result<JSONValue, HookMappingFailure>] {
        let message: [UInt8]
        do {
            message = try FileSystem.read(try blobs.localPath(of: task.payload), limit: Self.largestMessage)
        } catch {
            throw JobFailure(.retryable, code: "message_missing", message: "\(error)")
        }
        do throws(HookMappingFailure) {
            let values = try await mapper.evaluate(source.expressions, on: message)
            guard values.count == source.expressions.count else {
                throw HookMappingFailure("the mapping gave \(values.count) values")
            }
            return values
        } catch {
            throw JobFailure(
                error.isPassing ? .retryable : .permanent, code: "mapping",
                message: "a message of \(source.name) can't be understood: \(error.sentence)",
                stage: "mapping")
        }
    }

    private func documents(
        _ value: Result<JSONValue, HookMappingFailure>
    ) throws(JobFailure) -> [JSONValue] {
        func failure(_ sentence: String) -> JobFailure {
            JobFailure(.permanent, code: "mapping", message: "documents: \(sentence)", stage: "mapping")
        }
        switch value {
        case .failure(let error): throw failure(error.sentence)
        case .success(.null): return []
        case .success(.array(let entries)):
            guard entries.count <= rules.mostDocuments else {
                throw failure("a message brings \(rules.mostDocuments) documents at most")
            }
            return entries
        case .success(let other): throw failure("the expression gives \(other.kindName) and no list")
        }
    }

    private func submission(
        _ entry: JSONValue, number: Int, _ source: HookSource, _ owner: UserID
    ) throws -> Submission {
        let name = Self.cleanName(entry["name"]?.stringValue) ?? "document-\(number)"
        let pipeline = entry["pipeline"]?.stringValue ?? source.pipeline
        var origin = InvoiceOrigin(source: .upload, fileName: name, pipeline: pipeline)
        let place: ExtractionTask.Source
        if let content = entry["content"]?.stringValue {
            let blob = try store(content, name, &origin)
            place = .stored(blob.digest)
        } else if let url = entry["url"]?.stringValue {
            if let refusal = rules.refusal(url) { throw HookMappingFailure("\(name): \(refusal)") }
            origin.source = .url
            place = .remote(url: url)
        } else {
            throw HookMappingFailure("\(name) has neither content nor url")
        }
        let task = ExtractionTask(
            document: place, fileName: name, pipeline: pipeline, threshold: rules.threshold)
        return Submission(
            id: ids.next(), owner: owner, origin: origin, jobID: ids.next(), job: task.job())
    }

    private func store(
        _ content: String, _ name: String, _ origin: inout InvoiceOrigin
    ) throws -> BlobReference {
        // A data URL has its content behind the comma.
        let text = content.hasPrefix("data:") ? String(content.drop { $0 != "," }.dropFirst()) : content
        guard let bytes = Base64.decode(text), !bytes.isEmpty else {
            throw HookMappingFailure("\(name): its content is no Base64")
        }
        guard bytes.count <= rules.largestFile else {
            throw HookMappingFailure("\(name) is larger than the \(rules.largestFile) bytes allowed here")
        }
        origin.mediaType = try rules.mediaType(Array(bytes.prefix(4096)), name).get()
        let blob = try blobs.store(bytes)
        origin.document = blob
        return blob
    }

    private func contact(
        _ result: Result<JSONValue, HookMappingFailure>, _ problems: inout [String]
    ) -> HookContactDraft? {
        guard case .object(var details) = value(result, "contact", &problems) else { return nil }
        let id: String
        switch details["id"] {
        case .string(let text)?: id = text
        case .number(let text)?: id = text
        default: return nil
        }
        guard (1...200).contains(id.utf8.count) else { return nil }
        let name = details["name"]?.stringValue.map { String($0.prefix(200)) }
        (details["id"], details["name"]) = (nil, nil)
        return HookContactDraft(id: id, name: name, details: details)
    }

    /// A value that is only told: a mistake in it keeps no document out.
    private func value(
        _ result: Result<JSONValue, HookMappingFailure>, _ what: String, _ problems: inout [String]
    ) -> JSONValue {
        switch result {
        case .failure(let failure):
            problems.append("\(what): \(failure.sentence)")
            return .null
        case .success(let value):
            guard JSONWriter.bytes(value).count <= Self.largestNote else {
                problems.append("\(what): it is longer than \(Self.largestNote) bytes")
                return .null
            }
            return value
        }
    }

    /// A name to show: never a path, nothing that can't be printed.
    private static func cleanName(_ name: String?) -> String? {
        guard let last = name?.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last else { return nil }
        let text = String(
            String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }))
        let clean = String(text.drop { $0 == "." || $0 == "-" || $0 == " " }.prefix(120))
        return clean.isEmpty ? nil : clean
    }
}
