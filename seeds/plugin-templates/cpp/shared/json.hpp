// The little JSON that a plugin needs: reading options and records, writing results.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace json {

/// A value where it stands in its text, which is not copied; empty when it is not there.
class Value {
public:
    Value() = default;
    explicit Value(std::string_view text) : text_(trimmed(text)) {}

    explicit operator bool() const { return !text_.empty(); }

    /// The value of an object's member.
    Value operator[](std::string_view name) const
    {
        if (!begins_with('{'))
            return {};
        std::size_t at = after_space(1);
        while (at < text_.size() && text_[at] == '"') {
            std::size_t end = after_string(at);
            bool is_it = end - at == name.size() + 2 && text_.substr(at + 1, name.size()) == name;
            at = after_space(end);
            if (at >= text_.size() || text_[at] != ':')
                return {};
            std::size_t start = after_space(at + 1);
            at = after_value(start);
            if (is_it)
                return Value(text_.substr(start, at - start));
            at = after_space(at);
            if (at >= text_.size() || text_[at] != ',')
                return {};
            at = after_space(at + 1);
        }
        return {};
    }

    /// Calls `body` with each element of an array.
    template <class Body> void each(Body body) const
    {
        if (!begins_with('['))
            return;
        for (std::size_t at = 1;; at++) {
            std::size_t start = after_space(at);
            at = after_value(start);
            if (at == start)
                return;
            body(Value(text_.substr(start, at - start)));
            at = after_space(at);
            if (at >= text_.size() || text_[at] != ',')
                return;
        }
    }

    /// A string without its escapes.
    std::optional<std::string> string() const
    {
        if (!is_string())
            return std::nullopt;
        std::string result;
        std::string_view inside = text_.substr(1, text_.size() - 2);
        for (std::size_t at = 0; at < inside.size(); at++) {
            if (inside[at] != '\\' || at + 1 == inside.size()) {
                result += inside[at];
                continue;
            }
            char kind = inside[++at];
            constexpr std::string_view from = "bfnrt", to = "\b\f\n\r\t";
            if (kind != 'u') {
                std::size_t known = from.find(kind);
                result += known == from.npos ? kind : to[known];
                continue;
            }
            std::int32_t code = hexadecimal(inside.substr(at + 1));
            at += 4;
            if (code >= 0xD800 && code < 0xDC00 && at + 2 < inside.size() && inside[at + 1] == '\\' && inside[at + 2] == 'u') {
                std::int32_t low = hexadecimal(inside.substr(at + 3));
                if (low >= 0xDC00 && low < 0xE000) {
                    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                    at += 6;
                }
            }
            append_character(result, code < 0 || (code >= 0xD800 && code < 0xE000) ? 0xFFFD : std::uint32_t(code));
        }
        return result;
    }

    /// A number, or a string that holds one, as amounts do.
    std::optional<double> number() const
    {
        std::string digits(is_string() ? text_.substr(1, text_.size() - 2) : text_);
        if (digits.empty() || digits.size() > 64 || digits.find_first_not_of("0123456789+-.eE") != digits.npos)
            return std::nullopt;
        char *end = nullptr;
        double result = std::strtod(digits.c_str(), &end);
        if (*end != 0 || !std::isfinite(result))
            return std::nullopt;
        return result;
    }

private:
    std::string_view text_;

    static constexpr std::string_view spaces = " \t\r\n";

    static std::string_view trimmed(std::string_view text)
    {
        std::size_t first = text.find_first_not_of(spaces);
        return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(spaces) - first + 1);
    }

    bool begins_with(char first) const { return !text_.empty() && text_.front() == first; }

    bool is_string() const { return text_.size() >= 2 && text_.front() == '"' && text_.back() == '"'; }

    std::size_t after_space(std::size_t at) const
    {
        at = text_.find_first_not_of(spaces, at);
        return at == text_.npos ? text_.size() : at;
    }

    std::size_t after_string(std::size_t at) const
    {
        for (at++; at < text_.size(); at++) {
            if (text_[at] == '\\')
                at++;
            else if (text_[at] == '"')
                return at + 1;
        }
        return text_.size();
    }

    /// Where a value ends. No recursion: depth costs nothing.
    std::size_t after_value(std::size_t at) const
    {
        std::size_t depth = 0;
        while (at < text_.size()) {
            char first = text_[at];
            bool opens = first == '{' || first == '[', closes = first == '}' || first == ']';
            if (depth == 0 && (closes || first == ','))
                return at;
            depth += opens;
            depth -= closes;
            at = first == '"' ? after_string(at) : at + 1;
            if (depth == 0 && (closes || first == '"'))
                return at;
        }
        return text_.size();
    }

    /// Four digits; -1 when they are none.
    static std::int32_t hexadecimal(std::string_view digits)
    {
        std::int32_t code = 0;
        if (digits.size() < 4)
            return -1;
        for (char digit : digits.substr(0, 4)) {
            std::size_t value = std::string_view("0123456789abcdefABCDEF").find(digit);
            if (value == std::string_view::npos)
                return -1;
            code = code * 16 + std::int32_t(value < 16 ? value : value - 6);
        }
        return code;
    }

    static void append_character(std::string &text, std::uint32_t code)
    {
        if (code < 0x80) {
            text += char(code);
        } else if (code < 0x800) {
            text += {char(0xC0 | code >> 6), char(0x80 | (code & 0x3F))};
        } else if (code < 0x10000) {
            text += {char(0xE0 | code >> 12), char(0x80 | (code >> 6 & 0x3F)), char(0x80 | (code & 0x3F))};
        } else {
            text += {char(0xF0 | code >> 18), char(0x80 | (code >> 12 & 0x3F)), char(0x80 | (code >> 6 & 0x3F)),
                     char(0x80 | (code & 0x3F))};
        }
    }
};

/// Bytes of the UTF-8 character that a text begins with; 0 when none does.
inline std::size_t character(std::string_view text)
{
    auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    unsigned char first = byte(0);
    if (first < 0x80)
        return 1;
    std::size_t count = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
    if (count == 0 || count > text.size())
        return 0;
    for (std::size_t i = 1; i < count; i++)
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    bool is_overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
    bool is_no_character = (first == 0xED && byte(1) > 0x9F) || (first == 0xF4 && byte(1) > 0x8F);
    return is_overlong || is_no_character ? 0 : count;
}

/// A string in quotes, with all escapes; what is no UTF-8 becomes U+FFFD.
inline std::string quoted(std::string_view text)
{
    std::string result = "\"";
    while (!text.empty()) {
        std::size_t count = character(text);
        unsigned char first = static_cast<unsigned char>(text.front());
        if (count == 0) {
            result += "\xEF\xBF\xBD";
            count = 1;
        } else if (first == '"' || first == '\\') {
            result += {'\\', text.front()};
        } else if (first < 0x20) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", first);
            result += escape;
        } else {
            result += text.substr(0, count);
        }
        text.remove_prefix(count);
    }
    return result += '"';
}

/// A number; one that JSON has no form for becomes 0.
inline std::string number(double value)
{
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.9g", std::isfinite(value) ? value : 0);
    return digits;
}

} // namespace json
