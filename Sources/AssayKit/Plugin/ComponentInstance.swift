internal import CAssayPlugin

/// One instance of a component, behind the plugin door.
final class ComponentInstance: Sendable {
    private let component: any Component

    private init(_ component: any Component) { self.component = component }

    /// An instance for options in JSON.
    static func make(
        _ type: any Component.Type, options: UnsafeRawBufferPointer
    ) throws(PluginError) -> ComponentInstance {
        func open<C: Component>(_ type: C.Type) throws -> any Component {
            let json = options.isEmpty ? JSONValue.object(JSONObject()) : try JSONParser.parse(options)
            return try C(configuration: JSONValueDecoder.decode(C.Configuration.self, from: json))
        }
        do {
            return ComponentInstance(try open(type))
        } catch let error as PluginError {
            throw error
        } catch {
            throw PluginError(
                .configuration, code: "options", "the options of \(type.id) do not fit: \(describe(error))")
        }
    }

    private static func describe(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        let context: DecodingError.Context? =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                .dataCorrupted(let context):
                context
            @unknown default: nil
            }
        guard let context else { return "\(error)" }
        let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
        return path.isEmpty
            ? context.debugDescription : path.joined(separator: ".") + ": " + context.debugDescription
    }

    /// Answers one request.
    ///
    /// - Returns: false when this kind of component does not answer such a request.
    func answer(_ input: UnsafePointer<assay_input>, _ context: consuming Context) throws -> Bool {
        switch (component, input.pointee.request) {
        case (let extractor as any Extractor, ASSAY_RUN.rawValue):
            let extraction = try extractor.extract(
                try Self.document(input), records: try Self.records(input), context)
            if let document = extraction.document { try Self.emit(document, context) }
            withAssayBytes(extraction.encoded()) { context.host.pointee.emit(context.call, $0) }
        case (let validator as any Validator, ASSAY_RUN.rawValue):
            try Self.validate(validator, input, context)
        case (let notifier as any Notifier, ASSAY_NOTIFY.rawValue):
            let event = try NotificationEvent(json: try JSONParser.parse(input.pointee.record.buffer))
            Self.deliver(try notifier.notify(event, context), context)
        case (let reader as any Reader, ASSAY_INSPECT.rawValue):
            try Self.emit(try reader.inspect(input.pointee.source.buffer, context), context)
        case (let reader as any Reader, ASSAY_WORDS.rawValue):
            try Self.emit(
                try reader.words(input.pointee.source.buffer, pages: Self.pages(input), context), context)
        case (let reader as any Reader, ASSAY_IMAGES.rawValue):
            let request = Self.imageRequest(input)
            try Self.emit(
                try reader.images(input.pointee.source.buffer, pages: Self.pages(input), request, context),
                context)
        default: return false
        }
        return true
    }

    private static func document(_ input: UnsafePointer<assay_input>) throws -> DocumentView {
        guard let document = input.pointee.document else {
            throw PluginError(.internal, code: "no_document", "the host sent no document")
        }
        let size = Int(clamping: document.pointee.total_size)
        return try DocumentView(
            validating: UnsafeRawBufferPointer(start: UnsafeRawPointer(document), count: size))
    }

    /// The records so far, with the results of earlier steps of this same call merged in.
    private static func records(_ input: UnsafePointer<assay_input>) throws -> [Record] {
        let bytes = input.pointee.record.buffer
        var records: [Record] = bytes.isEmpty ? [] : try [Record](json: try JSONParser.parse(bytes))
        for index in 0..<Int(clamping: input.pointee.result_count) {
            guard let result = input.pointee.results?[index], result.len > 0 else { continue }
            records.merge(try [Record](json: try JSONParser.parse(result.buffer)))
        }
        return records
    }

    private static func validate(
        _ validator: any Validator, _ input: UnsafePointer<assay_input>, _ context: borrowing Context
    ) throws {
        let document = try document(input)
        var findings: [Record] = []
        for record in try records(input) {
            findings.append(
                Record(pages: record.pages, flags: try validator.validate(record, document, context)))
        }
        withAssayBytes(Extraction(records: findings).encoded()) {
            context.host.pointee.emit(context.call, $0)
        }
    }

    private static func emit(_ document: DocumentBuilder, _ context: borrowing Context) throws {
        let host = context.host
        let call = context.call
        let written = document.write { count in
            guard let memory = host.pointee.allocate_document(call, UInt64(count)) else { return nil }
            return UnsafeMutableRawBufferPointer(start: memory, count: count)
        }
        guard let written else {
            throw PluginError(
                .limit, code: "document_too_large", "the pages need more memory than the host allows",
                mend: "Ask for fewer pages at a time, a lower resolution, or raise limits.memory.")
        }
        let bytes = assay_bytes(
            ptr: written.baseAddress.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) },
            len: UInt64(written.count))
        host.pointee.emit_document(call, bytes)
    }

    private static func deliver(_ verdict: Verdict, _ context: borrowing Context) {
        let (code, after, detail): (assay_verdict, UInt64, String) =
            switch verdict {
            case .delivered(let detail): (ASSAY_DELIVERED, 0, detail)
            case .retry(let after, let detail): (ASSAY_VERDICT_RETRY, after, detail)
            case .permanent(let detail): (ASSAY_VERDICT_PERMANENT, 0, detail)
            case .gone(let detail): (ASSAY_VERDICT_GONE, 0, detail)
            }
        withAssayBytes(detail) { context.host.pointee.deliver(context.call, code.rawValue, after, $0) }
    }

    private static func pages(_ input: UnsafePointer<assay_input>) -> [Int] {
        guard let pages = input.pointee.pages else { return [] }
        return (0..<Int(clamping: input.pointee.page_count)).map { Int(pages[$0]) }
    }

    private static func imageRequest(_ input: UnsafePointer<assay_input>) -> ImageRequest {
        guard let request = input.pointee.image?.pointee else {
            return ImageRequest(encoding: .grey8, dpi: 0)
        }
        let region = request.region
        return ImageRequest(
            encoding: ImageEncoding(code: request.encoding) ?? .grey8, dpi: Double(request.dpi),
            allowsEmbedded: request.flags & UInt32(ASSAY_IMAGE_EMBEDDED) != 0,
            region: request.flags & UInt32(ASSAY_IMAGE_REGION) != 0
                ? Box(region.0, region.1, region.2, region.3) : nil)
    }
}
