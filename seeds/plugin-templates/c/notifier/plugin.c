/*
 * @NAME@, a notifier. START HERE: run() makes one attempt to tell, and says how it ended.
 *
 * A try that failed is repeated by Assay, not by you: say ASSAY_VERDICT_RETRY. For the network, put "network" into
 * "needs" of plugin.json; the operator has to grant it. The contract, assay_plugin.h, is written like a man page.
 */
#include "json.h"

#include <stdlib.h>
#include <string.h>

/* The options of plugin.json, ready for use. */
typedef struct options {
    char *greeting;
    size_t length;
} options;

/* Adds what stands in a member, when it is a string. */
static void add_member(json_text *line, assay_bytes event, const char *name)
{
    assay_bytes member = json_member(event, name);
    if (!json_is_string(member))
        return;
    size_t length;
    char *value = json_string(member, &length);
    if (value)
        json_add_bytes(line, value, length);
    else
        line->has_failed = true;
    free(value);
}

/* Called for each event; "data" in it is the whole result. Keep the document's text and secrets out of the log. */
static int32_t run(void *instance, const assay_host *host, assay_call *call, const assay_input *input)
{
    const options *options = instance;
    if (input->request != ASSAY_NOTIFY)
        return ASSAY_UNSUPPORTED;
    json_text line = {0};
    json_add_bytes(&line, options->greeting, options->length);
    json_add(&line, ": ");
    add_member(&line, input->record, "type");
    json_add(&line, " (");
    add_member(&line, input->record, "id");
    json_add(&line, ")");
    assay_bytes told = {(const uint8_t *)line.bytes, line.length};
    if (line.has_failed) {
        static const char detail[] = "there was no memory for the line";
        host->deliver(call, ASSAY_VERDICT_RETRY, 0, (assay_bytes){(const uint8_t *)detail, sizeof detail - 1});
    } else {
        host->log(call, ASSAY_INFO, told);
        host->deliver(call, ASSAY_DELIVERED, 0, told);
    }
    json_drop(&line);
    return ASSAY_OK;
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
    assay_bytes greeting = json_member(json, "greeting");
    if (!json_is_string(greeting)) {
        fail(host, call, ASSAY_FAIL_CONFIGURATION, "options", "the option greeting must be a text");
        return NULL;
    }
    options *result = calloc(1, sizeof *result);
    if (result)
        result->greeting = json_string(greeting, &result->length);
    if (result && result->greeting)
        return result;
    free(result);
    fail(host, call, ASSAY_FAIL_LIMIT, "memory", "the options do not fit into memory");
    return NULL;
}

static void destroy(void *instance)
{
    options *options = instance;
    free(options->greeting);
    free(options);
}

/* The door: what Assay finds in this library. */
static const assay_component component = {sizeof component, ASSAY_NOTIFIER, "@NAME@", create, run, destroy};
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
