internal import CYAML

/// The one owner of a libyaml parser: hands out its events as Swift values.
struct YAMLEvents: ~Copyable {
    /// One event of the stream.
    struct Event {
        enum Kind {
            case streamEnd, documentStart, documentEnd, sequenceEnd, mappingEnd, other
            case alias(String)
            case scalar(YAMLScalar)
            case sequenceStart, mappingStart
        }

        let kind: Kind
        let anchor: String?
        let tag: String?
        /// In Unicode scalars from the start of the text.
        let start: Int
        let end: Int
    }

    /// What libyaml says about a text that it can't read.
    struct Failure: Error {
        /// A byte offset when `isReader`, else in Unicode scalars.
        let index: Int
        let isReader: Bool
        let problem: String
        let context: String
        /// Where that which was being read began, in Unicode scalars; nil when libyaml doesn't say.
        let contextIndex: Int?
    }

    // On the heap, for libyaml keeps a pointer to its parser inside itself.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    init(_ bytes: [UInt8]) throws(Failure) {
        parser = .allocate(capacity: 1)
        input = .allocate(capacity: max(1, bytes.count))
        _ = input.initialize(from: bytes)
        guard yaml_parser_initialize(parser) == 1 else {
            throw Failure(
                index: 0, isReader: true, problem: "not enough memory", context: "", contextIndex: nil)
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// The next event; after the stream's end only that.
    mutating func next() throws(Failure) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else {
            throw failure()
        }
        defer { yaml_event_delete(&event) }
        let span = (start: Int(event.start_mark.index), end: Int(event.end_mark.index))
        func make(_ kind: Event.Kind, _ anchor: String? = nil, _ tag: String? = nil) -> Event {
            Event(kind: kind, anchor: anchor, tag: tag, start: span.start, end: span.end)
        }
        switch event.type {
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
            return make(.streamEnd)
        case YAML_DOCUMENT_START_EVENT:
            return make(.documentStart)
        case YAML_DOCUMENT_END_EVENT:
            return make(.documentEnd)
        case YAML_SEQUENCE_END_EVENT:
            return make(.sequenceEnd)
        case YAML_MAPPING_END_EVENT:
            return make(.mappingEnd)
        case YAML_ALIAS_EVENT:
            return make(.alias(Self.text(event.data.alias.anchor) ?? ""))
        case YAML_SEQUENCE_START_EVENT:
            let data = event.data.sequence_start
            return make(.sequenceStart, Self.text(data.anchor), Self.text(data.tag))
        case YAML_MAPPING_START_EVENT:
            let data = event.data.mapping_start
            return make(.mappingStart, Self.text(data.anchor), Self.text(data.tag))
        case YAML_SCALAR_EVENT:
            let data = event.data.scalar
            let tag = Self.text(data.tag)
            let bytes = UnsafeBufferPointer(start: data.value, count: Int(data.length))
            let scalar = YAMLScalar(
                text: String(decoding: bytes, as: UTF8.self), style: Self.style(data.style), tag: tag)
            return make(.scalar(scalar), Self.text(data.anchor), tag)
        default:
            return make(.other)
        }
    }

    private func failure() -> Failure {
        let isReader = parser.pointee.error == YAML_READER_ERROR || parser.pointee.error == YAML_MEMORY_ERROR
        let context = Self.text(parser.pointee.context) ?? ""
        return Failure(
            index: isReader ? Int(parser.pointee.problem_offset) : Int(parser.pointee.problem_mark.index),
            isReader: isReader,
            problem: Self.text(parser.pointee.problem) ?? "not enough memory",
            context: context,
            contextIndex: context.isEmpty ? nil : Int(parser.pointee.context_mark.index))
    }

    private static func text(_ pointer: UnsafePointer<UInt8>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private static func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }
}
