/*
 * @NAME@, an extractor. START HERE: is_wanted() decides which word is read, write_result() what is said of it.
 *
 * The contract, assay_plugin.h, is written like a man page. All offsets in a document were checked before it came here.
 */
#include "json.h"

#include <stdlib.h>
#include <string.h>

/* The options of plugin.json, ready for use. */
typedef struct options {
    char *prefix;
    size_t length;
} options;

/* Whether this word is the value that we look for. */
static bool is_wanted(const options *options, const char *word, size_t length)
{
    return length > options->length && memcmp(word, options->prefix, options->length) == 0;
}

/* One field with its evidence: the text as printed, how far it can be trusted, and where it stands. */
static void write_result(json_text *json, const assay_page *page, const assay_word *word, const char *text)
{
    json_add(json, "{\"fields\":{\"invoice_number\":{\"value\":");
    json_add_string(json, text, word->text_len);
    json_add(json, ",\"raw\":");
    json_add_string(json, text, word->text_len);
    json_add(json, ",\"confidence\":");
    json_add_number(json, 0.9 * word->confidence);
    json_add(json, ",\"page\":");
    json_add_number(json, page->number);
    json_add(json, ",\"box\":[");
    json_add_number(json, word->x0);
    json_add(json, ",");
    json_add_number(json, word->y0);
    json_add(json, ",");
    json_add_number(json, word->x1);
    json_add(json, ",");
    json_add_number(json, word->y1);
    json_add(json, "]}}}");
}

/* Called for each document. */
static int32_t run(void *instance, const assay_host *host, assay_call *call, const assay_input *input)
{
    const options *options = instance;
    const assay_document *document = input->document;
    if (input->request != ASSAY_RUN || !document)
        return ASSAY_UNSUPPORTED;
    const char *base = (const char *)document;
    for (uint32_t p = 0; p < document->page_count; p++) {
        const assay_page *page = (const assay_page *)(base + document->pages_off + (uint64_t)p * document->page_stride);
        for (uint32_t w = 0; w < page->word_count; w++) {
            if (w % 1024 == 0 && host->cancelled(call))
                return ASSAY_CANCELLED;
            uint64_t row = (uint64_t)page->first_word + w;
            const assay_word *word = (const assay_word *)(base + document->words_off + row * document->word_stride);
            const char *text = base + document->text_off + word->text_off;
            if (!is_wanted(options, text, word->text_len))
                continue;
            json_text json = {0};
            write_result(&json, page, word, text);
            return json_emit(&json, host, call);
        }
    }
    /* What is not on the document is absent, never guessed. */
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
    assay_bytes prefix = json_member(json, "prefix");
    if (!json_is_string(prefix)) {
        fail(host, call, ASSAY_FAIL_CONFIGURATION, "options", "the option prefix must be a text");
        return NULL;
    }
    options *result = calloc(1, sizeof *result);
    if (result)
        result->prefix = json_string(prefix, &result->length);
    if (result && result->prefix)
        return result;
    free(result);
    fail(host, call, ASSAY_FAIL_LIMIT, "memory", "the options do not fit into memory");
    return NULL;
}

static void destroy(void *instance)
{
    options *options = instance;
    free(options->prefix);
    free(options);
}

/* The door: what Assay finds in this library. */
static const assay_component component = {sizeof component, ASSAY_EXTRACTOR, "@NAME@", create, run, destroy};
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
