internal import CQPDF
internal import Glibc

/// A PDF opened by qpdf, for what poppler does not tell: page dictionaries, raw streams, embedded files.
///
/// It reads the caller's bytes where they lie and must not outlive them. qpdf's C functions never throw: a wrong type
/// or a damaged object gives null, 0 or an empty text.
final class ObjectFile {
    /// An object of the file; valid as long as the file is open.
    typealias Object = qpdf_oh

    let handle: qpdf_data
    /// Pages that qpdf counts; may differ from poppler's count in a damaged file.
    let pageCount: Int

    /// Opens a file; nil when qpdf cannot.
    init?(_ source: UnsafeRawBufferPointer, password: String) {
        var file = qpdf_init()
        guard let opened = file else { return nil }
        qpdf_set_suppress_warnings(opened, 1)
        qpdf_silence_errors(opened)
        let status = qpdf_read_memory(
            opened, "document", source.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(source.count),
            password)
        let count = Self.isError(status) ? -1 : qpdf_get_num_pages(opened)
        guard count > 0 else {
            Self.close(&file)
            return nil
        }
        handle = opened
        pageCount = Int(count)
    }

    deinit {
        var file: qpdf_data? = handle
        Self.close(&file)
    }

    /// Closes a file; an error that nobody asked for would be written to standard error.
    private static func close(_ file: inout qpdf_data?) {
        _ = qpdf_get_error(file)
        qpdf_cleanup(&file)
    }

    static func isError(_ status: QPDF_ERROR_CODE) -> Bool { status & QPDF_ERROR_CODE(QPDF_ERRORS) != 0 }

    // MARK: Objects

    /// The catalog.
    var root: Object { qpdf_get_root(handle) }

    /// A page's dictionary; nil outside.
    func page(_ number: Int) -> Object? {
        guard number >= 1, number <= pageCount else { return nil }
        let page = qpdf_get_page_n(handle, number - 1)
        return qpdf_oh_is_dictionary(handle, page) != 0 ? page : nil
    }

    /// A member of a dictionary or of a stream's dictionary; nil when there is none.
    func member(_ key: StaticString, of object: Object) -> Object? {
        key.withUTF8Buffer { bytes in
            bytes.baseAddress.flatMap { name in
                name.withMemoryRebound(to: CChar.self, capacity: bytes.count + 1) { member($0, of: object) }
            }
        }
    }

    /// A member by a NUL-terminated name that begins with "/".
    func member(_ key: UnsafePointer<CChar>, of object: Object) -> Object? {
        let dictionary = qpdf_oh_is_stream(handle, object) != 0 ? qpdf_oh_get_dict(handle, object) : object
        guard qpdf_oh_is_dictionary(handle, dictionary) != 0 else { return nil }
        let value = qpdf_oh_get_key(handle, dictionary, key)
        return qpdf_oh_is_null(handle, value) != 0 ? nil : value
    }

    /// A member of a page's dictionary or of the nearest of its parents that has it.
    func inherited(_ key: StaticString, of page: Object) -> Object? {
        var node = page
        // A page tree is rarely deeper than 4; one that refers to itself would have no end.
        for _ in 0..<32 {
            if let value = member(key, of: node) { return value }
            guard let parent = member("/Parent", of: node) else { return nil }
            node = parent
        }
        return nil
    }

    /// The elements of an array, at most `limit`; none when it is none.
    func elements(_ object: Object?, limit: Int = 1000) -> [Object] {
        guard let object, qpdf_oh_is_array(handle, object) != 0 else { return [] }
        let count = min(Int(qpdf_oh_get_array_n_items(handle, object)), limit)
        return (0..<max(count, 0)).map { qpdf_oh_get_array_item(handle, object, Int32($0)) }
    }

    /// The names of a dictionary's members with the values, at most `limit`.
    func members(_ object: Object?, limit: Int = 1000) -> [(key: String, value: Object)] {
        guard let object, qpdf_oh_is_dictionary(handle, object) != 0 else { return [] }
        var keys: [String] = []
        qpdf_oh_begin_dict_key_iter(handle, object)
        while qpdf_oh_dict_more_keys(handle) != 0, keys.count < limit {
            guard let key = qpdf_oh_dict_next_key(handle) else { break }
            keys.append(String(cString: key))
        }
        return keys.map { ($0, qpdf_oh_get_key(handle, object, $0)) }
    }

    // MARK: Values

    func isStream(_ object: Object) -> Bool { qpdf_oh_is_stream(handle, object) != 0 }

    /// Whether it is that name: "/Image".
    func isName(_ object: Object?, _ name: String) -> Bool {
        guard let object else { return false }
        return qpdf_oh_is_name_and_equals(handle, object, name) != 0
    }

    /// A name, with its "/"; nil for another kind of object.
    func name(_ object: Object?) -> String? {
        guard let object, qpdf_oh_is_name(handle, object) != 0, let text = qpdf_oh_get_name(handle, object)
        else {
            return nil
        }
        return String(cString: text)
    }

    /// A text; nil for another kind of object, or an empty one.
    func text(_ object: Object?) -> String? {
        guard let object, qpdf_oh_is_string(handle, object) != 0,
            let text = qpdf_oh_get_utf8_value(handle, object), text.pointee != 0
        else { return nil }
        return String(cString: text)
    }

    func integer(_ object: Object?) -> Int? {
        guard let object, qpdf_oh_is_integer(handle, object) != 0 else { return nil }
        return Int(qpdf_oh_get_int_value(handle, object))
    }

    func number(_ object: Object?) -> Double? {
        guard let object, qpdf_oh_is_number(handle, object) != 0 else { return nil }
        let value = qpdf_oh_get_numeric_value(handle, object)
        return value.isFinite ? value : nil
    }

    func isTrue(_ object: Object?) -> Bool {
        guard let object else { return false }
        return qpdf_oh_is_bool(handle, object) != 0 && qpdf_oh_get_bool_value(handle, object) != 0
    }

    /// How far the page is turned, clockwise: 0, 90, 180 or 270.
    func rotation(of page: Object) -> Int {
        let turned = integer(inherited("/Rotate", of: page)) ?? 0
        let rest = ((turned % 360) + 360) % 360
        return rest % 90 == 0 ? rest : 0
    }

    // MARK: Streams

    /// A stream's bytes, decoded as far as that loses nothing, or as they lie in the file.
    ///
    /// - Returns: nil when it is no stream or cannot be decoded.
    func data(of stream: Object, isRaw: Bool) -> StreamBytes? {
        guard isStream(stream) else { return nil }
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        var isDecoded: QPDF_BOOL = 0
        let status = qpdf_oh_get_stream_data(
            handle, stream, isRaw ? qpdf_dl_none : qpdf_dl_generalized, &isDecoded, &bytes, &count)
        let data = StreamBytes(bytes, count)
        return Self.isError(status) || !(isRaw || isDecoded != 0) ? nil : data
    }

    /// A page's content streams, one after the other.
    func content(of page: Object) -> StreamBytes? {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = qpdf_oh_get_page_content_data(handle, page, &bytes, &count)
        let data = StreamBytes(bytes, count)
        return Self.isError(status) ? nil : data
    }
}

/// Bytes that qpdf gave away: their one owner.
final class StreamBytes {
    private let start: UnsafeMutablePointer<UInt8>?
    let buffer: UnsafeRawBufferPointer

    init(_ start: UnsafeMutablePointer<UInt8>?, _ count: Int) {
        self.start = start
        buffer = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    }

    deinit { free(start) }
}
