/* What isolation is measured against: the same libraries, loaded into one process and called directly.
   Use: in_process ROUNDS PDF_LIBRARY GST_LIBRARY FILE...   Prints: documents wall-milliseconds cpu-milliseconds */
#include <assay_plugin.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint8_t *document, *result;
static uint64_t document_size, result_size;

static double clock_ms(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}
static void on_log(assay_call *call, int32_t level, assay_bytes text) { (void)call, (void)level, (void)text; }
static void on_progress(assay_call *call, float fraction) { (void)call, (void)fraction; }
static int32_t on_cancelled(assay_call *call) { return (void)call, 0; }
static void on_emit(assay_call *call, assay_bytes json) {
    (void)call;
    result = realloc(result, json.len + 1);
    memcpy(result, json.ptr, json.len);
    result_size = json.len;
}
static void *on_allocate(assay_call *call, uint64_t size) {
    (void)call;
    free(document);
    document = NULL;
    return posix_memalign((void **)&document, 4096, size) ? NULL : memset(document, 0, size);
}
static void on_document(assay_call *call, assay_bytes bytes) {
    (void)call;
    if (bytes.ptr != document) memcpy(on_allocate(call, bytes.len), bytes.ptr, bytes.len);
    document_size = bytes.len;
}
static void on_fail(assay_call *call, const assay_failure *failure) {
    (void)call;
    fprintf(stderr, "%.*s\n", (int)failure->message.len, (const char *)failure->message.ptr);
}
static void on_deliver(assay_call *call, uint32_t verdict, uint64_t after, assay_bytes detail) {
    (void)call, (void)verdict, (void)after, (void)detail;
}
static const void *on_extension(const char *id) { return (void)id, NULL; }
static const assay_host host = {sizeof host, 1, 0, on_log, on_progress, on_cancelled, on_emit, on_allocate,
                                on_document, on_fail, on_deliver, on_extension};

typedef struct component {
    const assay_component *table;
    void *instance;
} component;

static component load(const char *library, const char *id) {
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!handle) return fprintf(stderr, "%s\n", dlerror()), exit(1), (component){0};
    assay_plugin_entry_function entry = (assay_plugin_entry_function)dlsym(handle, "assay_plugin_entry");
    const assay_plugin *plugin = entry(ASSAY_ABI_MAJOR);
    for (uint32_t i = 0; i < plugin->component_count; i++) {
        const assay_component *table = plugin->components[i];
        if (strcmp(table->id, id) == 0) {
            assay_bytes options = {(const uint8_t *)"{}", 2};
            return (component){table, table->create(&host, NULL, options)};
        }
    }
    return exit(1), (component){0};
}

static assay_bytes read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return (assay_bytes){0};
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    uint8_t *bytes = malloc((size_t)size + 1);
    size_t got = fread(bytes, 1, (size_t)size, file);
    fclose(file);
    return (assay_bytes){bytes, got};
}

static int run(component part, assay_input *input) {
    return part.table->run(part.instance, &host, NULL, input) == ASSAY_OK;
}

int main(int argc, char **argv) {
    if (argc < 5) return 2;
    component reader = load(argv[2], "pdf-text"), extractor = load(argv[3], "gst-invoice");
    component rules = load(argv[3], "gst-rules");
    long documents = 0;
    double wall = 0, cpu = 0;
    for (int round = -1; round < atoi(argv[1]); round++) {
        double wall_start = clock_ms(CLOCK_MONOTONIC), cpu_start = clock_ms(CLOCK_PROCESS_CPUTIME_ID);
        for (int i = 4; i < argc; i++) {
            assay_bytes source = read_file(argv[i]);
            assay_input input = {.size = sizeof input, .request = ASSAY_WORDS, .source = source};
            if (run(reader, &input)) {
                assay_input next = {.size = sizeof next, .request = ASSAY_RUN};
                next.document = (const assay_document *)document;
                if (run(extractor, &next)) {
                    uint8_t *first = malloc(result_size);
                    memcpy(first, result, result_size);
                    assay_bytes results[1] = {{first, result_size}};
                    next.results = results;
                    next.result_count = 1;
                    if (run(rules, &next) && round >= 0) documents++;
                    free(first);
                }
            }
            free((void *)source.ptr);
        }
        if (round < 0) continue; /* the first round warms up */
        wall += clock_ms(CLOCK_MONOTONIC) - wall_start;
        cpu += clock_ms(CLOCK_PROCESS_CPUTIME_ID) - cpu_start;
    }
    printf("%ld %.3f %.3f\n", documents, wall, cpu);
    return 0;
}
