/*
 * @NAME@, a validator. START HERE: check() decides what is flagged.
 *
 * The contract, assay_plugin.h, is written like a man page.
 */
#include "json.h"

#include <stdlib.h>
#include <string.h>

/* The options of plugin.json, ready for use. */
typedef struct options {
    double maximum;
} options;

/* Looks at one record, and adds its flags to the list: none when all is well. */
static void check(const options *options, assay_bytes record, json_text *json)
{
    assay_bytes total = json_member(json_member(record, "fields"), "total");
    assay_bytes value = json_member(total, "value");
    double number, confidence;
    if (!json_is_string(value) || !json_number(value, &number) || number <= options->maximum)
        return;
    if (!json_number(json_member(total, "confidence"), &confidence))
        confidence = 0;
    /* What stands between the quotes is a number and nothing else, as json_number() found out. */
    const char *digits = (const char *)value.ptr + 1;
    size_t count = (size_t)value.len - 2;
    json_add(json, "{\"rule\":\"LIMIT-01\",\"severity\":\"medium\",\"message\":\"The total ");
    json_add_bytes(json, digits, count);
    json_add(json, " is above ");
    json_add_number(json, options->maximum);
    json_add(json, "\",\"fields\":[\"total\"],\"evidence\":{\"expected\":\"at most ");
    json_add_number(json, options->maximum);
    json_add(json, "\",\"observed\":");
    json_add_string(json, digits, count);
    json_add(json, "},\"source\":\"@NAME@\",\"confidence\":");
    json_add_number(json, confidence);
    json_add(json, "}");
}

/* Called for each document: a record is one invoice on it. The answer has the flags of each, in the same order. */
static int32_t run(void *instance, const assay_host *host, assay_call *call, const assay_input *input)
{
    if (input->request != ASSAY_RUN)
        return ASSAY_UNSUPPORTED;
    assay_bytes records = json_member(input->record, "records"), record;
    json_text json = {0};
    json_add(&json, "{\"records\":[");
    for (bool is_first = true; json_next(&records, &record); is_first = false) {
        if (host->cancelled(call)) {
            json_drop(&json);
            return ASSAY_CANCELLED;
        }
        json_add(&json, is_first ? "{\"flags\":[" : ",{\"flags\":[");
        check(instance, record, &json);
        json_add(&json, "]}");
    }
    json_add(&json, "]}");
    return json_emit(&json, host, call);
}

static assay_bytes text(const char *literal) { return (assay_bytes){(const uint8_t *)literal, strlen(literal)}; }

/* Tells why something can't be done, in words for people. */
static void fail(const assay_host *host, assay_call *call, assay_failure_kind kind, const char *code, const char *message)
{
    host->fail(
        call, &(assay_failure){.size = sizeof(assay_failure), .kind = kind, .code = text(code), .message = text(message)});
}

/* Called once for each use in a pipeline. The options were checked against plugin.json, and defaults are filled in. */
static void *create(const assay_host *host, assay_call *call, assay_bytes json)
{
    double maximum;
    if (!json_number(json_member(json, "maximum"), &maximum)) {
        fail(host, call, ASSAY_FAIL_CONFIGURATION, "options", "the option maximum must be a number");
        return NULL;
    }
    options *result = calloc(1, sizeof *result);
    if (result)
        result->maximum = maximum;
    else
        fail(host, call, ASSAY_FAIL_LIMIT, "memory", "the options do not fit into memory");
    return result;
}

static void destroy(void *instance) { free(instance); }

/* The door: what Assay finds in this library. */
static const assay_component component = {sizeof component, ASSAY_VALIDATOR, "@NAME@", create, run, destroy};
static const assay_component *const components[] = {&component};

/* plugin.json, as an array that the Makefile makes. */
static const unsigned char manifest[] = {
#include "manifest.inc"
    0};

ASSAY_EXPORT const assay_plugin *assay_plugin_entry(uint32_t host_abi_major)
{
    static const assay_plugin plugin = {
        .magic = ASSAY_ABI_MAGIC, .size = sizeof plugin, .abi_major = ASSAY_ABI_MAJOR, .abi_minor = ASSAY_ABI_MINOR,
        .component_count = 1, .components = components, .manifest_json = (const char *)manifest, .built_with = "C"};
    return host_abi_major == ASSAY_ABI_MAJOR ? &plugin : NULL;
}
