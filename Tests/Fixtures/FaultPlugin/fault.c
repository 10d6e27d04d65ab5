/*
 * A plugin that misbehaves in every way we could think of; what it does is named by its options: {"mode":"segfault"}.
 *
 *   cc -shared -fPIC -fvisibility=hidden -ISources/CAssayPlugin/include Tests/Fixtures/FaultPlugin/fault.c \
 *       -o libassay-fault.so -lpthread
 *
 * Variants, by -D: FAULT_MAJOR=2 (built for another ABI), FAULT_REFUSES (knows ABI 2 only and says NULL to others),
 * FAULT_NO_ENTRY, FAULT_MAGIC=0, FAULT_CONSTRUCTOR (crashes while it is loaded), FAULT_CONSTRUCTOR_SLEEPS,
 * FAULT_MISSING (needs a function that no library has).
 */
#define _GNU_SOURCE
#include <assay_plugin.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef FAULT_MAJOR
#define FAULT_MAJOR ASSAY_ABI_MAJOR
#endif
#ifndef FAULT_MAGIC
#define FAULT_MAGIC ASSAY_ABI_MAGIC
#endif

typedef struct work {
    char mode[64];
    unsigned runs;
    const assay_host *host;
    assay_call *call;
    const assay_input *input;
} work;

static assay_bytes text(const char *s)
{
    return (assay_bytes){(const uint8_t *)s, strlen(s)};
}

static void emit_text(const work *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void emit_text(const work *w, const char *format, ...)
{
    static char buffer[1 << 16];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(buffer, sizeof buffer, format, arguments);
    va_end(arguments);
    w->host->emit(w->call, text(buffer));
}

static void fail(const work *w, uint32_t kind, uint32_t retry, const char *code, const char *message)
{
    assay_failure why = {.size = sizeof why, .kind = kind, .retry = retry, .page = 3, .retry_after_ms = 1500};
    why.code = text(code);
    why.message = text(message);
    why.mend = text("mend it");
    w->host->fail(w->call, &why);
}

static void pause_ms(long ms)
{
    struct timespec time = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}

/* ---- good behaviour ---- */

static int32_t echo(const work *w)
{
    const assay_input *in = w->input;
    static char results[4096];
    results[0] = 0;
    for (uint64_t i = 0; i < in->result_count; i++) {
        size_t used = strlen(results);
        snprintf(results + used, sizeof results - used, "%s%.*s", i ? "," : "", (int)in->results[i].len,
                 (const char *)in->results[i].ptr);
    }
    uint64_t sum = 0;
    for (uint64_t i = 0; i < in->source.len; i++)
        sum += in->source.ptr[i];
    emit_text(w,
              "{\"mode\":\"echo\",\"request\":%u,\"words\":%u,\"source\":%llu,\"sum\":%llu,\"record\":%.*s,"
              "\"results\":[%s],\"pages\":%llu,\"first\":%u,\"encoding\":%u,\"dpi\":%g,\"region\":%g,\"looks\":%.*s,"
              "\"timeout\":%llu,\"name\":\"%.*s\",\"pid\":%d,\"runs\":%u}",
              in->request, in->document ? in->document->word_count : 0, (unsigned long long)in->source.len,
              (unsigned long long)sum, in->record.len ? (int)in->record.len : 4,
              in->record.len ? (const char *)in->record.ptr : "null", results, (unsigned long long)in->page_count,
              in->page_count ? in->pages[in->page_count - 1] : 0, in->image ? in->image->encoding : 0,
              in->image ? in->image->dpi : 0, in->image ? in->image->region[2] : 0,
              in->looks.len ? (int)in->looks.len : 2, in->looks.len ? (const char *)in->looks.ptr : "[]",
              (unsigned long long)in->timeout_ms, (int)in->name.len, (const char *)in->name.ptr, getpid(), w->runs);
    return ASSAY_OK;
}

static void fill_document(uint8_t *memory, uint64_t size)
{
    assay_document *document = (assay_document *)memory;
    document->magic = ASSAY_DOCUMENT_MAGIC;
    document->version = ASSAY_DOCUMENT_VERSION;
    document->header_size = sizeof *document;
    document->total_size = size;
    document->page_count = 1;
    document->page_stride = sizeof(assay_page);
    document->word_stride = sizeof(assay_word);
    document->image_stride = sizeof(assay_image);
    document->font_stride = sizeof(assay_font);
    document->pages_off = sizeof *document;
    document->words_off = document->images_off = document->fonts_off = sizeof *document + sizeof(assay_page);
    document->text_off = document->meta_off = document->words_off;
    document->meta_len = 2;
    memcpy(memory + document->meta_off, "{}", 2);
    document->blob_off = document->meta_off + 8;
    assay_page *page = (assay_page *)(memory + document->pages_off);
    page->number = 1;
    page->width = 595;
    page->height = 842;
}

enum { SMALL_DOCUMENT = sizeof(assay_document) + sizeof(assay_page) + 8 };

static int32_t document(const work *w)
{
    if (strcmp(w->mode, "own_document") == 0) {
        static _Alignas(8) uint8_t own[SMALL_DOCUMENT];
        fill_document(own, sizeof own);
        w->host->emit_document(w->call, (assay_bytes){own, sizeof own});
        return ASSAY_OK;
    }
    uint8_t *memory = w->host->allocate_document(w->call, SMALL_DOCUMENT);
    if (!memory)
        return ASSAY_FAILED;
    if (w->host->allocate_document(w->call, 64)) {
        fail(w, ASSAY_FAIL_INTERNAL, 0, "two", "a second allocation was granted");
        return ASSAY_FAILED;
    }
    fill_document(memory, SMALL_DOCUMENT);
    assay_document *header = (assay_document *)memory;
    if (strcmp(w->mode, "forgotten_document") == 0)
        return ASSAY_OK;
    if (strcmp(w->mode, "kept_document") == 0)
        (void)!mremap(memory, 0, 4096, MREMAP_MAYMOVE); /* a second mapping of the same pages */
    if (strcmp(w->mode, "bad_magic") == 0)
        header->magic = 7;
    if (strcmp(w->mode, "bad_offset") == 0)
        header->pages_off = UINT64_MAX - 16;
    if (strcmp(w->mode, "bad_count") == 0)
        header->page_count = UINT32_MAX;
    w->host->emit_document(w->call, (assay_bytes){memory, SMALL_DOCUMENT});
    return ASSAY_OK;
}

/* ---- what a prisoner tries ---- */

static void attempt(char *into, size_t size, const char *name, int allowed)
{
    size_t used = strlen(into);
    snprintf(into + used, size - used, "%s\"%s\":\"%s\"", used > 1 ? "," : "", name, allowed ? "allowed" : "denied");
}

static int opens(const char *path, int flags)
{
    int file = open(path, flags, 0600);
    if (file >= 0)
        close(file);
    return file >= 0;
}

static int32_t prisoner(const work *w)
{
    static char tried[8192];
    strcpy(tried, "{");
#define TRY(name, expression) attempt(tried, sizeof tried, name, (expression))
    TRY("inet socket", socket(AF_INET, SOCK_STREAM, 0) >= 0);
    TRY("inet6 datagram socket", socket(AF_INET6, SOCK_DGRAM, 0) >= 0);
    TRY("unix socket", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    TRY("raw socket", socket(AF_PACKET, SOCK_RAW, 0) >= 0);
    TRY("read password file", opens("/etc/passwd", O_RDONLY));
    TRY("read shadow file", opens("/etc/shadow", O_RDONLY));
    TRY("read own environment", opens("/proc/self/environ", O_RDONLY));
    TRY("read the host's environment", ({
            char path[64];
            snprintf(path, sizeof path, "/proc/%d/environ", getppid());
            opens(path, O_RDONLY);
        }));
    TRY("list the root folder", opens("/", O_RDONLY | O_DIRECTORY));
    TRY("write to /tmp", opens("/tmp/assay-fault-was-here", O_WRONLY | O_CREAT));
    TRY("write to shared memory", opens("/dev/shm/assay-fault-was-here", O_WRONLY | O_CREAT));
    TRY("make a folder", mkdir("/tmp/assay-fault-was-here", 0700) == 0);
    TRY("remove a file", unlink("/tmp/assay-fault-bait") == 0);
    TRY("rename a file", rename("/tmp/assay-fault-bait", "/tmp/assay-fault-bait-2") == 0);
    TRY("change a file's rights", chmod("/tmp/assay-fault-bait", 0777) == 0);
    TRY("cut a file off", truncate("/tmp/assay-fault-bait", 0) == 0);
    TRY("read a block device", opens("/dev/vda", O_RDONLY));
    TRY("fork", ({
            pid_t child = fork();
            if (child == 0)
                _exit(0);
            child > 0;
        }));
    TRY("run a program", ({
            char *const arguments[] = {"true", NULL};
            execve("/bin/true", arguments, NULL);
            0;
        }));
    TRY("memory file", syscall(SYS_memfd_create, "x", 0) >= 0);
    TRY("system V memory", shmget(IPC_PRIVATE, 1 << 20, 0600) >= 0);
    TRY("signal the host", kill(getppid(), 0) == 0);
    TRY("signal the group", kill(0, 0) == 0);
    TRY("signal everyone", kill(-1, 0) == 0);
    TRY("trace the host", ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0);
    TRY("read the host's memory", ({
            char byte;
            struct iovec local = {&byte, 1}, remote = {(void *)w, 1};
            process_vm_readv(getppid(), &local, 1, &remote, 1, 0) > 0;
        }));
    TRY("descriptor of the host", syscall(SYS_pidfd_open, getppid(), 0) >= 0);
    TRY("limits of the host", ({
            struct rlimit limit;
            prlimit(getppid(), RLIMIT_NOFILE, NULL, &limit) == 0;
        }));
    TRY("raise its own limit", ({
            struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
            setrlimit(RLIMIT_AS, &limit) == 0;
        }));
    TRY("new namespace", unshare(CLONE_NEWUSER) == 0);
    TRY("mount", syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, NULL) == 0);
    TRY("io_uring", syscall(SYS_io_uring_setup, 1, NULL) >= 0 || errno == EFAULT);
    TRY("outlive the host", syscall(SYS_prctl, 1 /* PR_SET_PDEATHSIG */, 0, 0, 0, 0) == 0);
    /* What must go on working. */
    TRY("read fonts", access("/usr/share", F_OK) == 0);
    TRY("open /dev/null", opens("/dev/null", O_RDWR));
    TRY("read its C library", opens("/proc/self/fd/", O_RDONLY | O_DIRECTORY));
    TRY("signal itself", kill(getpid(), 0) == 0);
    strcat(tried, "}");
    w->host->emit(w->call, text(tried));
    return ASSAY_OK;
}

static void *spin(void *ignored)
{
    for (volatile uint64_t i = 0;; i++)
        (void)ignored;
    return NULL;
}

static void *speak_late(void *raw)
{
    work late = *(work *)raw;
    pause_ms(50);
    late.host->emit(late.call, text("{\"mode\":\"late\"}"));
    late.host->log(late.call, ASSAY_ERROR, text("late"));
    return NULL;
}

static volatile int sink;
#pragma GCC diagnostic ignored "-Winfinite-recursion" /* that is the point */
__attribute__((noinline)) static int recurse(int depth)
{
    volatile char frame[4096];
    frame[0] = (char)depth;
    sink = frame[0];
    return recurse(depth + 1) + frame[0];
}

static int32_t heap(const work *w)
{
    for (int chunk = 0; chunk < 8192; chunk++) {
        char *memory = malloc(1 << 20);
        if (!memory) {
            static char sentence[64];
            snprintf(sentence, sizeof sentence, "malloc refused after %d MiB", chunk);
            fail(w, ASSAY_FAIL_LIMIT, 0, "memory", sentence);
            /* All of it stays taken: a plugin's leak. */
            return ASSAY_FAILED;
        }
        memset(memory, 1, 1 << 20);
    }
    emit_text(w, "{\"mode\":\"heap\"}");
    return ASSAY_OK;
}

static int32_t memory_files(const work *w)
{
    for (int i = 0; i < 8; i++) {
        int file = (int)syscall(SYS_memfd_create, "hoard", 0);
        if (file < 0 || ftruncate(file, 1 << 30) != 0) {
            fail(w, ASSAY_FAIL_REFUSED, 0, "memfd", strerror(errno));
            return ASSAY_FAILED;
        }
        char *memory = mmap(NULL, 1 << 30, PROT_WRITE, MAP_SHARED, file, 0);
        memset(memory, 1, 1 << 30);
        munmap(memory, 1 << 30);
    }
    return ASSAY_OK;
}

static int32_t ask(const work *w)
{
    const assay_history_1 *history = w->host->extension(ASSAY_HISTORY_1);
    if (!history) {
        emit_text(w, "{\"history\":false}");
        return ASSAY_OK;
    }
    assay_bytes answer;
    int32_t status = history->ask(w->call, text("{\"question\":\"count\"}"), &answer);
    emit_text(w, "{\"history\":true,\"status\":%d,\"answer\":\"%.*s\"}", status, (int)answer.len,
              (const char *)answer.ptr);
    return ASSAY_OK;
}

#define MODE(name) if (strcmp(w->mode, name) == 0)

static int32_t act(work *w)
{
    if (strcmp(w->mode, "ok") == 0 || strcmp(w->mode, "good") == 0)
    {
        emit_text(w, "{\"mode\":\"ok\"}");
        return ASSAY_OK;
    }
    MODE("echo") return echo(w);
    MODE("silent") return ASSAY_OK;
    if (strstr(w->mode, "_document") || strcmp(w->mode, "document") == 0 || strncmp(w->mode, "bad_magic", 9) == 0
        || strcmp(w->mode, "bad_offset") == 0 || strcmp(w->mode, "bad_count") == 0)
        return document(w);
    MODE("prisoner") return prisoner(w);
    MODE("history") return ask(w);
    MODE("log")
    {
        w->host->log(w->call, ASSAY_WARNING, text("one line"));
        for (int i = 1; i <= 4; i++) {
            w->host->progress(w->call, i / 4.0f);
            pause_ms(120);
        }
        emit_text(w, "{\"mode\":\"log\"}");
        return ASSAY_OK;
    }
    MODE("log_flood")
    {
        static char line[1 << 17];
        memset(line, 'x', sizeof line - 1);
        for (int i = 0; i < 1000; i++)
            w->host->log(w->call, ASSAY_INFO, text(line));
        emit_text(w, "{\"mode\":\"log_flood\"}");
        return ASSAY_OK;
    }
    MODE("fail")
    {
        fail(w, ASSAY_FAIL_INPUT, ASSAY_RETRY_LATER, "encrypted", "the document is encrypted");
        return ASSAY_FAILED;
    }
    MODE("unexplained") return ASSAY_FAILED;
    MODE("unsupported") return ASSAY_UNSUPPORTED;
    MODE("status") return 77;
    MODE("deliver")
    {
        w->host->deliver(w->call, ASSAY_VERDICT_RETRY, 2500, text("the receiver is busy"));
        return ASSAY_OK;
    }
    MODE("polite")
    {
        for (;;) {
            if (w->host->cancelled(w->call))
                return ASSAY_CANCELLED;
            pause_ms(2);
        }
    }
    MODE("thread")
    {
        static work late;
        late = *w;
        pthread_t thread;
        if (pthread_create(&thread, NULL, speak_late, &late) == 0)
            pthread_detach(thread);
        emit_text(w, "{\"mode\":\"thread\"}");
        return ASSAY_OK;
    }
    MODE("segfault")
    {
        fprintf(stderr, "about to write to nowhere\n");
        *(volatile int *)8 = 1;
    }
    MODE("abort")
    {
        fprintf(stderr, "something impossible happened\n");
        abort();
    }
    MODE("trap")
    {
        fprintf(stderr, "Fatal error: index out of range\n");
        __builtin_trap();
    }
    MODE("bus") raise(SIGBUS);
    MODE("exit") exit(0);
    MODE("loop") spin(NULL);
    MODE("threads_loop")
    {
        pthread_t thread;
        for (int i = 0; i < 3; i++)
            pthread_create(&thread, NULL, spin, NULL);
        spin(NULL);
    }
    MODE("nap")
    {
        pause_ms(4000);
        return ASSAY_OK;
    }
    MODE("sleep") for (;;) pause_ms(1000);
    MODE("heap") return heap(w);
    MODE("memory_files") return memory_files(w);
    MODE("recursion") return recurse(0);
    MODE("stdout")
    {
        for (int i = 0; i < 2000; i++)
            (void)!write(STDOUT_FILENO, "\x01\x00\x00\x00rubbish\x1b[2J\n", 16);
        emit_text(w, "{\"mode\":\"stdout\"}");
        return ASSAY_OK;
    }
    MODE("frames")
    {
        char rubbish[64];
        memset(rubbish, 0xee, sizeof rubbish);
        (void)!write(3, rubbish, sizeof rubbish);
        pause_ms(2000);
        return ASSAY_OK;
    }
    MODE("hangs_up")
    {
        close(3);
        for (;;)
            pause_ms(1000);
    }
    MODE("signals_parent")
    {
        if (kill(getppid(), SIGKILL) != 0 && syscall(SYS_tgkill, getppid(), getppid(), SIGKILL) != 0)
            emit_text(w, "{\"mode\":\"signals_parent\"}");
        return ASSAY_OK;
    }
    MODE("bad_json")
    {
        emit_text(w, "{\"fields\": [");
        return ASSAY_OK;
    }
    MODE("bad_utf8")
    {
        w->host->emit(w->call, text("{\"a\":\"\xff\xfe\"}"));
        return ASSAY_OK;
    }
    MODE("not_object")
    {
        emit_text(w, "[1]");
        return ASSAY_OK;
    }
    MODE("oversize_json")
    {
        size_t size = (64u << 20) + 1;
        uint8_t *memory = calloc(1, size);
        w->host->emit(w->call, (assay_bytes){memory, size});
        free(memory);
        return ASSAY_OK;
    }
    MODE("oversize_allocation")
    {
        if (w->host->allocate_document(w->call, 8ull << 30)) {
            emit_text(w, "{\"allocated\":true}");
            return ASSAY_OK;
        }
        emit_text(w, "{\"allocated\":false}");
        return ASSAY_OK;
    }
    MODE("oversize_emission")
    {
        static uint8_t byte;
        w->host->emit_document(w->call, (assay_bytes){&byte, 8ull << 30});
        return ASSAY_OK;
    }
    fail(w, ASSAY_FAIL_CONFIGURATION, 0, "mode", "there is no such mode");
    return ASSAY_FAILED;
}

static void *create(const assay_host *host, assay_call *call, assay_bytes options)
{
    work *w = calloc(1, sizeof *w);
    w->host = host;
    w->call = call;
    static const char key[] = "\"mode\":\"";
    const char *start = memmem(options.ptr, options.len, key, sizeof key - 1);
    if (start) {
        start += sizeof key - 1;
        const char *limit = (const char *)options.ptr + options.len;
        for (size_t i = 0; i < sizeof w->mode - 1 && start + i < limit && start[i] != '"'; i++)
            w->mode[i] = start[i];
    }
    if (strcmp(w->mode, "refuses") == 0) {
        fail(w, ASSAY_FAIL_CONFIGURATION, 0, "refused", "these options are no good");
        free(w);
        return NULL;
    }
    return w;
}

/* The mode "by_name" takes the mode from the document's name: "a-017.segfault.pdf" means "segfault". */
static void take_mode_from_name(work *w)
{
    char name[256];
    size_t length = w->input->name.len < sizeof name - 1 ? w->input->name.len : sizeof name - 1;
    memcpy(name, w->input->name.ptr, length);
    name[length] = 0;
    char *end = strrchr(name, '.');
    if (end)
        *end = 0;
    char *start = strrchr(name, '.');
    snprintf(w->mode, sizeof w->mode, "%.60s", start ? start + 1 : "ok");
}

static int32_t run(void *instance, const assay_host *host, assay_call *call, const assay_input *input)
{
    work *w = instance;
    work here = *w;
    here.host = host;
    here.call = call;
    here.input = input;
    here.runs = ++w->runs;
    if (strcmp(here.mode, "by_name") == 0)
        take_mode_from_name(&here);
    return act(&here);
}

static void destroy(void *instance)
{
    free(instance);
}

#ifdef FAULT_CONSTRUCTOR
__attribute__((constructor)) static void crash_early(void)
{
    *(volatile int *)8 = 1;
}
#endif
#ifdef FAULT_CONSTRUCTOR_SLEEPS
__attribute__((constructor)) static void sleep_early(void)
{
    for (;;)
        pause_ms(1000);
}
#endif
#ifdef FAULT_MISSING
void assay_function_that_no_library_has(void);
ASSAY_EXPORT void fault_reference(void)
{
    assay_function_that_no_library_has();
}
#endif

static const assay_component extractor = {sizeof extractor, ASSAY_EXTRACTOR, "fault", create, run, destroy};
static const assay_component validator = {sizeof validator, ASSAY_VALIDATOR, "fault-check", create, run, destroy};
static const assay_component notifier = {sizeof notifier, ASSAY_NOTIFIER, "fault-tell", create, run, destroy};
static const assay_component *const components[] = {&extractor, &validator, &notifier};

#ifndef FAULT_MANIFEST
#define FAULT_MANIFEST "{}"
#endif

static const assay_plugin plugin = {
    .magic = FAULT_MAGIC,
    .size = sizeof plugin,
    .abi_major = FAULT_MAJOR,
    .abi_minor = 4,
    .component_count = 3,
    .components = components,
    .manifest_json = FAULT_MANIFEST,
    .built_with = "cc"};

#ifndef FAULT_NO_ENTRY
ASSAY_EXPORT const assay_plugin *assay_plugin_entry(uint32_t host_abi_major)
{
#ifdef FAULT_REFUSES
    if (host_abi_major != FAULT_MAJOR)
        return NULL;
#else
    (void)host_abi_major;
#endif
    return &plugin;
}
#endif
