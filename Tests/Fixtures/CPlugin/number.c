/* A whole plugin in C: cc -O2 -shared -fPIC -fvisibility=hidden -I<include> number.c -o libnumber.so */
#include <assay_plugin.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The options are a JSON object that was checked already; this finds the one text in it. */
static void *create(const assay_host *host, assay_call *call, assay_bytes options)
{
    (void)host, (void)call;
    char *prefix = calloc(1, 64);
    static const char key[] = "\"prefix\":\"";
    for (uint64_t i = 0; prefix && options.len >= sizeof key && i <= options.len - sizeof key; i++)
        if (memcmp(options.ptr + i, key, sizeof key - 1) == 0)
            for (uint64_t from = i + sizeof key - 1, n = 0; n < 63 && from + n < options.len && options.ptr[from + n] != '"'; n++)
                prefix[n] = (char)options.ptr[from + n];
    return prefix;
}

/* Writes a string's inside with escapes, up to `size` bytes with the NUL. Only ASCII is let through: this plugin's numbers have nothing else. */
static void escape(const char *text, uint32_t length, char *into, size_t size)
{
    size_t used = 0;
    for (uint32_t i = 0; i < length && used + 7 < size; i++) {
        unsigned char byte = (unsigned char)text[i];
#ifdef WITHOUT_ESCAPES
        into[used++] = (char)byte;
#else
        if (byte >= 0x80)
            used += (size_t)snprintf(into + used, size - used, "?");
        else if (byte < 0x20 || byte == '"' || byte == '\\')
            used += (size_t)snprintf(into + used, size - used, "\\u%04x", byte);
        else
            into[used++] = (char)byte;
#endif
    }
    into[used] = 0;
}

static int32_t run(void *instance, const assay_host *host, assay_call *call, const assay_input *input)
{
    const char *prefix = instance;
    if (input->request != ASSAY_RUN || !input->document)
        return ASSAY_UNSUPPORTED;
    const assay_document *document = input->document;
    const char *base = (const char *)document;
    for (uint32_t p = 0; p < document->page_count; p++) {
        const assay_page *page = (const assay_page *)(base + document->pages_off + (uint64_t)p * document->page_stride);
        for (uint32_t w = page->first_word; w < page->first_word + page->word_count; w++) {
            const assay_word *word = (const assay_word *)(base + document->words_off + (uint64_t)w * document->word_stride);
            const char *text = base + document->text_off + word->text_off;
            if (word->text_len < strlen(prefix) || memcmp(text, prefix, strlen(prefix)) != 0)
                continue;
            char value[200], json[1024];
            escape(text, word->text_len, value, sizeof value);
            int length = snprintf(
                json, sizeof json,
                "{\"fields\":{\"invoice_number\":{\"value\":\"%s\",\"raw\":\"%s\",\"confidence\":0.9,"
                "\"page\":%u,\"box\":[%g,%g,%g,%g]}}}",
                value, value, page->number, word->x0, word->y0, word->x1, word->y1);
            if (length > 0 && (size_t)length < sizeof json)
                host->emit(call, (assay_bytes){(const uint8_t *)json, (uint64_t)length});
            return ASSAY_OK;
        }
    }
    return ASSAY_OK;
}

static void destroy(void *instance) { free(instance); }

static const assay_component component = {sizeof component, ASSAY_EXTRACTOR, "acme.number", create, run, destroy};
static const assay_component *const components[] = {&component};
/* The manifest's very text; a test gives it on the command line. */
#ifndef NUMBER_MANIFEST
#define NUMBER_MANIFEST "{}"
#endif
static const assay_plugin plugin = {
    .magic = ASSAY_ABI_MAGIC, .size = sizeof plugin, .abi_major = ASSAY_ABI_MAJOR, .abi_minor = ASSAY_ABI_MINOR,
    .component_count = 1, .components = components, .manifest_json = NUMBER_MANIFEST, .built_with = "cc"};

ASSAY_EXPORT const assay_plugin *assay_plugin_entry(uint32_t host_abi_major)
{
    return host_abi_major == ASSAY_ABI_MAJOR ? &plugin : NULL;
}
