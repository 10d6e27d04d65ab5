#include "json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const assay_bytes nothing = {NULL, 0};

static uint64_t after_space(assay_bytes json, uint64_t at)
{
    while (at < json.len && strchr(" \t\r\n", json.ptr[at]) && json.ptr[at])
        at++;
    return at;
}

/* Where a string ends that begins at `at`: behind its closing quote. */
static uint64_t after_string(assay_bytes json, uint64_t at)
{
    for (at++; at < json.len; at++) {
        if (json.ptr[at] == '\\')
            at++;
        else if (json.ptr[at] == '"')
            return at + 1;
    }
    return json.len;
}

/* Where a value ends that begins at `at`. No recursion: depth costs nothing. */
static uint64_t after_value(assay_bytes json, uint64_t at)
{
    uint64_t depth = 0;
    while (at < json.len) {
        uint8_t byte = json.ptr[at];
        if (depth == 0 && (byte == ',' || byte == '}' || byte == ']'))
            return at;
        if (byte == '"') {
            at = after_string(json, at);
        } else {
            if (byte == '{' || byte == '[')
                depth++;
            if (byte == '}' || byte == ']')
                depth--;
            at++;
        }
        if (depth == 0 && (byte == '"' || byte == '}' || byte == ']'))
            return at;
    }
    return json.len;
}

static assay_bytes slice(assay_bytes json, uint64_t from, uint64_t to)
{
    while (to > from && strchr(" \t\r\n", json.ptr[to - 1]) && json.ptr[to - 1])
        to--;
    return (assay_bytes){json.ptr + from, to - from};
}

assay_bytes json_member(assay_bytes object, const char *name)
{
    size_t length = strlen(name);
    uint64_t at = after_space(object, 0);
    if (at >= object.len || object.ptr[at] != '{')
        return nothing;
    while ((at = after_space(object, at + 1)) < object.len && object.ptr[at] == '"') {
        uint64_t end = after_string(object, at);
        bool is_it = end - at == length + 2 && memcmp(object.ptr + at + 1, name, length) == 0;
        at = after_space(object, end);
        if (at >= object.len || object.ptr[at] != ':')
            return nothing;
        uint64_t start = after_space(object, at + 1);
        at = after_value(object, start);
        if (is_it)
            return start < at ? slice(object, start, at) : nothing;
        at = after_space(object, at);
        if (at >= object.len || object.ptr[at] != ',')
            return nothing;
    }
    return nothing;
}

bool json_next(assay_bytes *array, assay_bytes *element)
{
    uint64_t at = after_space(*array, 0);
    if (at >= array->len || (array->ptr[at] != '[' && array->ptr[at] != ','))
        return false;
    uint64_t start = after_space(*array, at + 1), end = after_value(*array, start);
    *element = slice(*array, start, end);
    /* What is left begins with a comma, or with the bracket that ends it. */
    uint64_t next = after_space(*array, end);
    *array = (assay_bytes){array->ptr + next, array->len - next};
    return end > start;
}

bool json_is_string(assay_bytes value)
{
    return value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"';
}

/* Four hexadecimal digits; -1 when they are none. */
static int32_t hexadecimal(const uint8_t *digits, uint64_t left)
{
    int32_t code = 0;
    for (int i = 0; i < 4; i++) {
        if ((uint64_t)i >= left)
            return -1;
        int digit = digits[i];
        if (digit >= '0' && digit <= '9')
            digit -= '0';
        else if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
            digit = (digit | 0x20) - 'a' + 10;
        else
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

static size_t encode(uint32_t code, char *into)
{
    if (code < 0x80) {
        into[0] = (char)code;
        return 1;
    }
    size_t count = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = count - 1; i > 0; i--, code >>= 6)
        into[i] = (char)(0x80 | (code & 0x3F));
    into[0] = (char)((0xF00 >> count) | code);
    return count;
}

char *json_string(assay_bytes value, size_t *length)
{
    *length = 0;
    if (!json_is_string(value) || value.len > SIZE_MAX)
        return NULL;
    /* Escapes are longer than what they stand for. */
    char *result = malloc((size_t)value.len);
    if (!result)
        return NULL;
    size_t count = 0;
    for (uint64_t at = 1; at + 1 < value.len; at++) {
        if (value.ptr[at] != '\\') {
            result[count++] = (char)value.ptr[at];
            continue;
        }
        uint8_t kind = value.ptr[++at];
        static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
        const char *known = kind ? strchr(from, kind) : NULL;
        if (kind != 'u') {
            result[count++] = known ? to[known - from] : (char)kind;
            continue;
        }
        int32_t code = hexadecimal(value.ptr + at + 1, value.len - at - 1);
        at += 4;
        if (code >= 0xD800 && code < 0xDC00 && at + 2 < value.len && value.ptr[at + 1] == '\\' && value.ptr[at + 2] == 'u') {
            int32_t low = hexadecimal(value.ptr + at + 3, value.len - at - 3);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                at += 6;
            }
        }
        bool is_character = code >= 0 && (code < 0xD800 || code > 0xDFFF);
        count += encode(is_character ? (uint32_t)code : 0xFFFD, result + count);
    }
    result[count] = 0;
    *length = count;
    return result;
}

bool json_number(assay_bytes value, double *number)
{
    char digits[64];
    if (json_is_string(value))
        value = (assay_bytes){value.ptr + 1, value.len - 2};
    if (value.len == 0 || value.len >= sizeof digits)
        return false;
    for (uint64_t i = 0; i < value.len; i++)
        if (!memchr("0123456789+-.eE", value.ptr[i], 15))
            return false;
    memcpy(digits, value.ptr, (size_t)value.len);
    digits[value.len] = 0;
    char *end;
    *number = strtod(digits, &end);
    return *end == 0 && isfinite(*number);
}

void json_add_bytes(json_text *text, const char *bytes, size_t count)
{
    if (text->has_failed || count > SIZE_MAX / 4 || text->length > SIZE_MAX / 4) {
        text->has_failed = true;
        return;
    }
    if (text->length + count > text->capacity) {
        size_t capacity = (text->length + count) * 2 + 256;
        char *larger = realloc(text->bytes, capacity);
        if (!larger) {
            text->has_failed = true;
            return;
        }
        text->bytes = larger;
        text->capacity = capacity;
    }
    if (count > 0)
        memcpy(text->bytes + text->length, bytes, count);
    text->length += count;
}

void json_add(json_text *text, const char *json) { json_add_bytes(text, json, strlen(json)); }

/* Bytes of the UTF-8 character that begins there; 0 when none does. */
static size_t character(const uint8_t *bytes, size_t left)
{
    uint8_t first = bytes[0];
    if (first < 0x80)
        return 1;
    size_t count = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
    if (count == 0 || count > left)
        return 0;
    for (size_t i = 1; i < count; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    bool is_overlong = (first == 0xE0 && bytes[1] < 0xA0) || (first == 0xF0 && bytes[1] < 0x90);
    bool is_no_character = (first == 0xED && bytes[1] > 0x9F) || (first == 0xF4 && bytes[1] > 0x8F);
    return is_overlong || is_no_character ? 0 : count;
}

void json_add_string(json_text *text, const char *bytes, size_t length)
{
    json_add_bytes(text, "\"", 1);
    for (size_t at = 0; at < length;) {
        const uint8_t *here = (const uint8_t *)bytes + at;
        size_t count = character(here, length - at);
        if (count == 0) {
            json_add_bytes(text, "\xEF\xBF\xBD", 3);
            at++;
        } else if (*here == '"' || *here == '\\') {
            json_add_bytes(text, (char[]){'\\', (char)*here}, 2);
            at++;
        } else if (*here < 0x20) {
            char escape[8];
            snprintf(escape, sizeof escape, "\\u%04x", *here);
            json_add_bytes(text, escape, 6);
            at++;
        } else {
            json_add_bytes(text, bytes + at, count);
            at += count;
        }
    }
    json_add_bytes(text, "\"", 1);
}

void json_add_number(json_text *text, double number)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.9g", isfinite(number) ? number : 0);
    json_add(text, digits);
}

static assay_bytes literal(const char *text) { return (assay_bytes){(const uint8_t *)text, strlen(text)}; }

int32_t json_emit(json_text *text, const assay_host *host, assay_call *call)
{
    int32_t status = ASSAY_OK;
    if (text->has_failed) {
        host->fail(
            call, &(assay_failure){
                      .size = sizeof(assay_failure), .kind = ASSAY_FAIL_LIMIT, .code = literal("memory"),
                      .message = literal("the result does not fit into memory"), .mend = literal("raise the step's memory limit")});
        status = ASSAY_FAILED;
    } else {
        host->emit(call, (assay_bytes){(const uint8_t *)text->bytes, text->length});
    }
    json_drop(text);
    return status;
}

void json_drop(json_text *text)
{
    free(text->bytes);
    *text = (json_text){0};
}
