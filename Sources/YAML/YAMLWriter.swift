internal import CYAML

/// Writes YAML through libyaml's emitter: block style, two spaces a level.
///
/// The caller keeps `begin` and `end` in balance; a mapping gets key, value, key, value.
package struct YAMLWriter: ~Copyable {
    /// Gathers what libyaml writes.
    private final class Output {
        var bytes: [UInt8] = []
    }

    // On the heap, for libyaml keeps pointers into it.
    private let emitter: UnsafeMutablePointer<yaml_emitter_t>
    private let output = Output()

    package init() {
        emitter = .allocate(capacity: 1)
        emitter.initialize(to: yaml_emitter_t())
        _ = yaml_emitter_initialize(emitter)
        yaml_emitter_set_output(
            emitter,
            { context, bytes, count in
                guard let context else {
                    return 0
                }
                Unmanaged<Output>.fromOpaque(context).takeUnretainedValue().bytes.append(
                    contentsOf: UnsafeBufferPointer(start: bytes, count: count))
                return 1
            }, Unmanaged.passUnretained(output).toOpaque())
        yaml_emitter_set_unicode(emitter, 1)
        yaml_emitter_set_width(emitter, 100)
        yaml_emitter_set_indent(emitter, 2)
        var event = yaml_event_t()
        _ = yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING)
        emit(&event)
        _ = yaml_document_start_event_initialize(&event, nil, nil, nil, 1)
        emit(&event)
    }

    deinit {
        yaml_emitter_delete(emitter)
        emitter.deallocate()
    }

    /// Ends the document.
    ///
    /// - Returns: The text.
    package consuming func finish() -> String {
        var event = yaml_event_t()
        _ = yaml_document_end_event_initialize(&event, 1)
        emit(&event)
        _ = yaml_stream_end_event_initialize(&event)
        emit(&event)
        _ = yaml_emitter_flush(emitter)
        return String(decoding: output.bytes, as: UTF8.self)
    }

    package mutating func beginMapping() {
        var event = yaml_event_t()
        _ = yaml_mapping_start_event_initialize(&event, nil, nil, 1, YAML_BLOCK_MAPPING_STYLE)
        emit(&event)
    }

    package mutating func endMapping() {
        var event = yaml_event_t()
        _ = yaml_mapping_end_event_initialize(&event)
        emit(&event)
    }

    /// Begins a list.
    ///
    /// - Parameter isShort: Whether it stands in one line, in brackets.
    package mutating func beginSequence(isShort: Bool = false) {
        var event = yaml_event_t()
        _ = yaml_sequence_start_event_initialize(
            &event, nil, nil, 1, isShort ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE)
        emit(&event)
    }

    package mutating func endSequence() {
        var event = yaml_event_t()
        _ = yaml_sequence_end_event_initialize(&event)
        emit(&event)
    }

    /// Writes a number, a truth value or null as it is.
    package mutating func plain(_ text: String) {
        scalar(text, YAML_PLAIN_SCALAR_STYLE)
    }

    /// Writes a text, in quotes where it would otherwise mean something else.
    package mutating func text(_ text: String) {
        if text.contains("\n") {
            scalar(text, YAML_LITERAL_SCALAR_STYLE)
        } else if case .string = YAMLScalar.coreValue(of: text) {
            scalar(text, YAML_ANY_SCALAR_STYLE)
        } else {
            scalar(text, YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        }
    }

    private mutating func scalar(_ text: String, _ style: yaml_scalar_style_t) {
        var event = yaml_event_t()
        var copy = Array(text.utf8)
        let count = Int32(clamping: copy.count)
        _ = copy.withUnsafeMutableBufferPointer { buffer in
            yaml_scalar_event_initialize(
                &event, nil, nil, buffer.baseAddress ?? Self.empty, count, 1, 1, style)
        }
        emit(&event)
    }

    // libyaml wants a pointer even to no bytes; it copies them and never writes. Guarded by being written once.
    nonisolated(unsafe) private static let empty = UnsafeMutablePointer<yaml_char_t>.allocate(capacity: 1)

    private func emit(_ event: inout yaml_event_t) {
        // A refusal would be for lack of memory or a lack of balance, and then the text is cut short.
        _ = yaml_emitter_emit(emitter, &event)
    }
}
