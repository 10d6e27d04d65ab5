internal import CPCRE2

/// A Perl-compatible regular expression whose cost is bounded, whatever the pattern and the text.
///
/// `^` and `$` match at lines. The one owner of PCRE2.
package final class RegularExpression: Sendable {
    /// Why a pattern isn't one.
    package struct Mistake: Error, Sendable, Hashable {
        /// PCRE2's words.
        package let message: String
        /// The place in the pattern, in bytes from 0.
        package let offset: Int
    }

    /// A pattern that would try too long on a text.
    package struct TooCostly: Error, Sendable, Hashable {}

    /// Where a pattern was found, in bytes of the text.
    package struct Match: Sendable, Hashable {
        /// The whole match, then its groups; nil for a group that took no part.
        package let groups: [Range<Int>?]

        /// The first group that took part, else the whole match.
        package var value: Range<Int> { groups.dropFirst().lazy.compactMap(\.self).first ?? whole }

        package var whole: Range<Int> { groups.first.flatMap(\.self) ?? 0..<0 }
    }

    /// Steps of one search before it is given up: some ten milliseconds.
    private static let steps: UInt32 = 400_000
    /// Kibibytes that one search may take for what it has to come back to.
    private static let memory: UInt32 = 8192
    /// Bytes of a pattern.
    package static let longestPattern = 4096

    // Written once; PCRE2 promises that compiled code is only read by searches.
    nonisolated(unsafe) private let code: OpaquePointer
    /// Named groups and their numbers, in the order of the alphabet.
    package let names: [(name: String, number: Int)]

    /// Compiles a pattern.
    package init(_ pattern: String) throws(Mistake) {
        let bytes = Array(pattern.utf8)
        guard bytes.count <= Self.longestPattern else {
            throw Mistake(
                message: "it has more than \(Self.longestPattern) bytes", offset: Self.longestPattern)
        }
        var number: Int32 = 0
        var offset = 0
        let options =
            UInt32(PCRE2_UTF) | UInt32(PCRE2_MATCH_INVALID_UTF) | UInt32(PCRE2_MULTILINE)
            | UInt32(PCRE2_NEVER_BACKSLASH_C)
        guard let code = pcre2_compile_8(bytes, bytes.count, options, &number, &offset, nil) else {
            throw Mistake(message: Self.message(number), offset: min(max(0, offset), bytes.count))
        }
        self.code = code
        names = Self.names(of: code)
    }

    deinit { pcre2_code_free_8(code) }

    /// The first match at or behind a place.
    ///
    /// - Parameters:
    ///   - text: UTF-8; bytes that aren't are never matched.
    ///   - start: Where to begin, in bytes.
    /// - Returns: nil when there is none.
    /// - Throws: ``TooCostly``.
    package func firstMatch(in text: [UInt8], from start: Int = 0) throws(TooCostly) -> Match? {
        guard start <= text.count, start >= 0, let data = pcre2_match_data_create_from_pattern_8(code, nil),
            let limits = pcre2_match_context_create_8(nil)
        else { return nil }
        defer {
            pcre2_match_data_free_8(data)
            pcre2_match_context_free_8(limits)
        }
        pcre2_set_match_limit_8(limits, Self.steps)
        pcre2_set_heap_limit_8(limits, Self.memory)
        let count = pcre2_match_8(code, text, text.count, start, 0, data, limits)
        guard count > 0 else {
            let isCostly = [PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_DEPTHLIMIT].contains(
                count)
            if isCostly { throw TooCostly() }
            return nil
        }
        guard let places = pcre2_get_ovector_pointer_8(data) else { return nil }
        let groups = (0..<Int(count)).map { group -> Range<Int>? in
            let (lower, upper) = (places[2 * group], places[2 * group + 1])
            // Unset groups have PCRE2's largest number; \K can put the start behind the end.
            return lower <= upper && upper <= text.count ? lower..<upper : nil
        }
        return Match(groups: groups)
    }

    /// All matches, from the left, without overlap; at most `limit`.
    package func matches(in text: [UInt8], limit: Int = 1000) throws(TooCostly) -> [Match] {
        var found: [Match] = []
        var start = 0
        while found.count < limit, let match = try firstMatch(in: text, from: start) {
            found.append(match)
            start = match.whole.upperBound
            guard match.whole.isEmpty else { continue }
            repeat { start += 1 } while start < text.count && text[start] & 0xC0 == 0x80
        }
        return found
    }

    private static func message(_ number: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = pcre2_get_error_message_8(number, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer.prefix(Int(count)), as: UTF8.self) : "it can't be compiled"
    }

    private static func names(of code: OpaquePointer) -> [(name: String, number: Int)] {
        var count: UInt32 = 0
        var size: UInt32 = 0
        var table: UnsafePointer<UInt8>?
        guard pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count) == 0,
            pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size) == 0,
            pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table) == 0, let table
        else { return [] }
        return (0..<Int(count)).map { index in
            let entry = table + index * Int(size)
            let name = UnsafeBufferPointer(start: entry + 2, count: max(0, Int(size) - 2)).prefix { $0 != 0 }
            return (String(decoding: name, as: UTF8.self), Int(entry[0]) << 8 | Int(entry[1]))
        }
    }
}
