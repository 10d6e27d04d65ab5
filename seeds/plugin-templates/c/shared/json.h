/* The little JSON that a plugin needs: reading options and records, writing results. */
#ifndef JSON_H
#define JSON_H

#include <assay_plugin.h>

#include <stdbool.h>

/* Reading. Nothing is copied: a value is a slice of the text that it stands in, and empty when it is not there. */

/* The value of an object's member. */
assay_bytes json_member(assay_bytes object, const char *name);
/* Takes the next element out of an array, or rather what is left of it: `assay_bytes element; while (json_next(&array, &element))`. */
bool json_next(assay_bytes *array, assay_bytes *element);
/* Whether a value is a string. */
bool json_is_string(assay_bytes value);
/* A string without its escapes, ended by a NUL that `length` does not count; free() it. NULL: no string, or no memory. */
char *json_string(assay_bytes value, size_t *length);
/* A number, or a string that holds one, as amounts do; false for anything else. */
bool json_number(assay_bytes value, double *number);

/* Writing. What does not fit into memory is left out, and json_emit() says so. */
typedef struct json_text {
    char *bytes;
    size_t length, capacity;
    bool has_failed;
} json_text;

/* Adds text as it is. */
void json_add(json_text *text, const char *json);
/* Adds bytes as they are. */
void json_add_bytes(json_text *text, const char *bytes, size_t length);
/* Adds a string in quotes, with all escapes; what is no UTF-8 becomes U+FFFD. */
void json_add_string(json_text *text, const char *bytes, size_t length);
/* Adds a number; one that JSON has no form for becomes 0. */
void json_add_number(json_text *text, double number);
/* Gives the text to Assay as the call's result, and frees it. Returns what run() has to return. */
int32_t json_emit(json_text *text, const assay_host *host, assay_call *call);
/* Frees the text without giving it to anyone. */
void json_drop(json_text *text);

#endif
