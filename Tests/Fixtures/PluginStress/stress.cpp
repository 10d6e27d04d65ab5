// A host that means no good: calls a plugin's component with memory that runs out and with JSON that is none.
//
// c++ -fsanitize=address,undefined -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc stress.cpp OBJECTS -o stress; ./stress ROUNDS
// What the component emits when nothing is wrong with the call is printed, a line each; whoever runs this reads it.
#include <assay_plugin.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <vector>

// Memory: the plugin's share of it ends after so many allocations; -1: never.
static long left = -1;
static bool counts = false;

static bool is_out()
{
    if (!counts || left < 0)
        return false;
    if (left == 0)
        return true;
    left--;
    return false;
}

extern "C" {
void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__wrap_malloc(size_t size) { return is_out() ? nullptr : __real_malloc(size); }
void *__wrap_calloc(size_t count, size_t size) { return is_out() ? nullptr : __real_calloc(count, size); }
void *__wrap_realloc(void *old, size_t size) { return is_out() ? nullptr : __real_realloc(old, size); }
}

void *operator new(std::size_t size)
{
    void *memory = is_out() ? nullptr : __real_malloc(size);
    if (!memory)
        throw std::bad_alloc();
    return memory;
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }

// The host's functions. They touch all that they are given.
static bool prints = false;
static long emitted = 0, failed = 0, delivered = 0;
static volatile unsigned char sink;

static void touch(assay_bytes bytes)
{
    for (uint64_t i = 0; i < bytes.len; i++)
        sink = bytes.ptr[i];
}

static void print(assay_bytes bytes)
{
    touch(bytes);
    if (prints) {
        std::fwrite(bytes.ptr, 1, bytes.len, stdout);
        std::fputc('\n', stdout);
    }
}

static void log(assay_call *, int32_t, assay_bytes message) { touch(message); }
static void progress(assay_call *, float) {}
static int32_t cancelled(assay_call *) { return 0; }
static void emit(assay_call *, assay_bytes json) { emitted++, print(json); }
static void *allocate_document(assay_call *, uint64_t) { return nullptr; }
static void emit_document(assay_call *, assay_bytes document) { touch(document); }
static void fail(assay_call *, const assay_failure *why)
{
    failed++;
    touch(why->code), touch(why->message), touch(why->mend);
}
static void deliver(assay_call *, uint32_t, uint64_t, assay_bytes detail) { delivered++, touch(detail); }
static const void *extension(const char *) { return nullptr; }

static const assay_host host = {sizeof host, 1, 0, log, progress, cancelled, emit, allocate_document, emit_document, fail, deliver, extension};

// One page with these words.
static std::vector<uint64_t> document(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += word;
    size_t rows = sizeof(assay_document) + sizeof(assay_page), arena = rows + words.size() * sizeof(assay_word);
    std::vector<uint64_t> buffer((arena + text.size() + 7) / 8);
    char *base = reinterpret_cast<char *>(buffer.data());
    auto *header = reinterpret_cast<assay_document *>(base);
    *header = {};
    header->magic = ASSAY_DOCUMENT_MAGIC, header->version = ASSAY_DOCUMENT_VERSION, header->header_size = sizeof *header;
    header->total_size = buffer.size() * 8, header->page_count = 1, header->word_count = uint32_t(words.size());
    header->page_stride = sizeof(assay_page), header->word_stride = sizeof(assay_word);
    header->pages_off = sizeof *header, header->words_off = rows, header->text_off = arena, header->text_len = text.size();
    auto *page = reinterpret_cast<assay_page *>(base + sizeof *header);
    *page = {};
    page->number = 1, page->width = 595, page->height = 842, page->word_count = uint32_t(words.size());
    uint32_t at = 0;
    for (size_t i = 0; i < words.size(); i++) {
        auto *word = reinterpret_cast<assay_word *>(base + rows) + i;
        *word = {};
        word->text_off = at, word->text_len = uint32_t(words[i].size()), word->x1 = 10, word->y1 = 10, word->confidence = 1;
        at += word->text_len;
    }
    std::memcpy(base + arena, text.data(), text.size());
    return buffer;
}

static const assay_component *component;

/// One life of an instance. What is given lies in memory of exactly its size, so that a look beyond it is noticed.
static int32_t live(const std::string &options, const std::string &record, const std::vector<uint64_t> &words)
{
    std::vector<uint8_t> option_bytes(options.begin(), options.end()), record_bytes(record.begin(), record.end());
    option_bytes.shrink_to_fit(), record_bytes.shrink_to_fit();
    assay_input input = {};
    input.size = sizeof input, input.request = component->kind == ASSAY_NOTIFIER ? ASSAY_NOTIFY : ASSAY_RUN;
    input.document = reinterpret_cast<const assay_document *>(words.data());
    input.record = {record_bytes.data(), record_bytes.size()};
    counts = true;
    void *instance = component->create(&host, nullptr, {option_bytes.data(), option_bytes.size()});
    int32_t status = instance ? component->run(instance, &host, nullptr, &input) : int32_t(ASSAY_FAILED);
    if (instance)
        component->destroy(instance);
    counts = false;
    return status;
}

static uint64_t state = 42;
static uint32_t random_below(uint64_t bound)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return uint32_t((state >> 33) % bound);
}

static std::string mutated(std::string text)
{
    static const char pieces[] = "{}[]\",:\\u\\ud8000e-.\0\xff\xf0 9";
    for (uint32_t i = random_below(4); i > 0 && !text.empty(); i--) {
        size_t at = random_below(text.size());
        switch (random_below(4)) {
        case 0: text.resize(at); break;
        case 1: text[at] = char(random_below(256)); break;
        case 2: text[at] = pieces[random_below(sizeof pieces - 1)]; break;
        default: text.insert(at, pieces + random_below(sizeof pieces - 1), 1);
        }
    }
    return text;
}

int main(int count, char **words_of_command)
{
    const assay_plugin *plugin = assay_plugin_entry(1);
    if (!plugin || assay_plugin_entry(2))
        return std::puts("the door is wrong"), 1;
    component = plugin->components[0];
    const std::string options =
        R"({ "prefix" : "INV-" , "maximum": 500, "greeting": "H\u00e9 \ud83d\ude00\n\"", "more": [1, {"prefix": "X"}, "}"]})";
    const std::string record =
        R"({"id":"evt_\"1\"","type":"invoice.flagged","records":[{"pages":[1],"fields":{"x":{"value":"]}\\"},)"
        R"("total":{"value":"1180.00","raw":"1,180.00","confidence":0.9}}},{"fields":{}},)"
        R"({"fields":{"total":{"value":"1e9","confidence":0.5}}},{"fields":{"total":{"value":"\"\\"}}}]})";
    const std::vector<std::vector<std::string>> pages = {
        {"a", "INV-1"}, {"INV-\"\\\n\x01\x7f"}, {std::string("INV-\xff\xfe\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80")}, {"INV-\xe2\x82\xac\xf0\x9f\x98\x80\xe2\x82"}, {}};

    prints = true;
    for (const auto &words : pages)
        if (live(options, record, document(words)) != ASSAY_OK)
            return std::puts("it failed on what is right"), 1;
    prints = false;

    // Memory ends at each of the component's allocations in turn; at the end it is enough.
    auto words = document(pages[1]);
    long enough = -1;
    for (long limit = 0; limit < 2000 && enough < 0; limit++) {
        left = limit;
        long before = failed + emitted + delivered;
        int32_t status = live(options, record, words);
        if (failed + emitted + delivered == before)
            return std::printf("with %ld allocations it said nothing\n", limit), 1;
        if (status == ASSAY_OK && left > 0)
            enough = limit;
    }
    left = -1;

    long rounds = count > 1 ? std::atol(words_of_command[1]) : 1000;
    for (long i = 0; i < rounds; i++)
        live(mutated(options), mutated(record), words);
    std::fprintf(stderr, "%ld allocations are enough; %ld answers, %ld failures\n", enough, emitted + delivered, failed);
    return enough < 0 ? 1 : 0;
}
