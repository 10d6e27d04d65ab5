/*
 * assay_plugin.h - the contract between Assay and a plugin library.        ABI 1.1
 *
 * NAME
 *   assay_plugin_entry - the one function that a plugin library exports
 *
 * SYNOPSIS
 *   #include <assay_plugin.h>
 *   ASSAY_EXPORT const assay_plugin *assay_plugin_entry(uint32_t host_abi_major);
 *
 *   cc -O2 -shared -fPIC -fvisibility=hidden -I<include> plugin.c -o libplugin.so
 *
 * DESCRIPTION
 *   A plugin is a shared library and a manifest (plugin.json) beside it. The library holds one or more
 *   components: extractors, validators and notifiers. Assay never loads a plugin into its own process: a
 *   worker process, sandboxed and limited, loads exactly one library and answers the host's calls. A plugin
 *   that crashes, hangs or misbehaves costs the one document that it was working on.
 *
 *   JSON crosses this boundary for configuration, records and results; one flat buffer, readable without
 *   parsing, crosses it for documents. No C++, Swift or Rust type does.
 *
 * OWNERSHIP
 *   Nothing that one side allocates is freed by the other. Each pointer below says who owns it and for how
 *   long. "for the call" means: from the moment create() or run() is entered until it returns.
 *
 * THREADS
 *   create(), run() and destroy() of one instance are called by one thread at a time, not always the same one.
 *   The functions of assay_host may be called from any thread of the plugin, but only for the call: a thread
 *   that outlives its call must not touch the host, the call or the input.
 *
 * STRINGS
 *   assay_bytes is UTF-8, never NUL-terminated; a `const char *` is UTF-8 and NUL-terminated.
 *
 * LANGUAGES
 *   C++: mark the functions noexcept. Rust: catch panics. An exception that leaves a plugin function ends the
 *   worker, and the document fails with the plugin's name.
 *
 * VERSIONS
 *   A host of another major version refuses the library, naming both versions. Within a major version structures
 *   only grow at the end, and each begins with its size: before reading a member newer than 1.0, test that
 *   `size` covers it (ASSAY_HAS). Enumerations may gain values: treat an unknown request as ASSAY_UNSUPPORTED.
 */
#ifndef ASSAY_PLUGIN_H
#define ASSAY_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ASSAY_ABI_MAGIC 0x31595341u /* "ASY1", little endian */
#define ASSAY_ABI_MAJOR 1u          /* another one is refused */
#define ASSAY_ABI_MINOR 1u          /* members are only appended; test `size` */

#define ASSAY_EXPORT __attribute__((visibility("default")))

/* Does the structure behind `p`, as its writer knew it, contain `member`? */
#define ASSAY_HAS(p, member) \
    ((p)->size >= (uint32_t)((const char *)(&(p)->member + 1) - (const char *)(p)))

/* A borrowed run of bytes. `ptr` may be NULL when `len` is 0. Lifetime: where it is used says so. */
typedef struct assay_bytes {
    const uint8_t *ptr;
    uint64_t len;
} assay_bytes;

/* ------------------------------------------------------------------------------------------------------
 * THE DOCUMENT
 *
 * One position-independent buffer, little endian, 8-aligned: the same bytes in a worker's memory, between
 * processes and in the cache on disk. All offsets count from the header's first byte. Tables are stepped by
 * the header's strides, never by sizeof, so that rows may grow. The host checks every offset before a plugin
 * sees the buffer, and it is mapped read-only; what a plugin emits is checked the same way before it is used.
 *
 * Coordinates are points (1/72 inch) of the page as a person sees it, that is after its rotation; the origin
 * is the top left corner, y grows downwards.
 * ------------------------------------------------------------------------------------------------------ */
#define ASSAY_DOCUMENT_MAGIC 0x31444341u /* "ACD1", little endian */
#define ASSAY_DOCUMENT_VERSION 1u

typedef struct assay_document {
    uint32_t magic;       /* ASSAY_DOCUMENT_MAGIC */
    uint16_t version;     /* ASSAY_DOCUMENT_VERSION */
    uint16_t header_size; /* sizeof(assay_document) at the writer */
    uint64_t total_size;  /* bytes, this header included */
    uint32_t page_count;
    uint32_t word_count;
    uint32_t image_count;
    uint32_t font_count;
    uint32_t page_stride; /* row sizes at the writer, multiples of 8 */
    uint32_t word_stride;
    uint32_t image_stride;
    uint32_t font_stride;
    uint64_t pages_off; /* assay_page[page_count], 8-aligned */
    uint64_t words_off; /* assay_word[word_count], 8-aligned; in reading order within a page */
    uint64_t images_off; /* assay_image[image_count], 8-aligned */
    uint64_t fonts_off; /* assay_font[font_count], 8-aligned */
    uint64_t text_off;  /* the UTF-8 arena that words and fonts point into */
    uint64_t text_len;
    uint64_t meta_off; /* one JSON object: media type, producer, dates, forensics; see the SDK's DocumentMetadata */
    uint64_t meta_len;
    uint64_t blob_off; /* encoded or raw images */
    uint64_t blob_len;
} assay_document;

enum {
    ASSAY_PAGE_SCANNED = 1 << 0,      /* one image covers the page */
    ASSAY_PAGE_HAS_TEXT = 1 << 1,     /* the page has a text layer that was read as words */
    ASSAY_PAGE_RECOGNISED = 1 << 2,   /* the words come from OCR */
    ASSAY_PAGE_WORDS_READ = 1 << 3,   /* words were asked for and read; without it they are simply not known */
    ASSAY_PAGE_DAMAGED = 1 << 4       /* the reader could not read all of it; metadata says what */
};

typedef struct assay_page {
    uint32_t number; /* 1 is the document's first page; absolute, whatever window the buffer holds */
    uint32_t flags;  /* ASSAY_PAGE_... */
    float width;     /* points, after rotation */
    float height;
    uint16_t rotation; /* 0, 90, 180 or 270: degrees clockwise, already applied to all coordinates */
    uint16_t reserved0;
    float dpi; /* resolution of the scan that covers the page; 0: none, or not known */
    uint32_t first_word; /* rows of this page: first_word ..< first_word + word_count */
    uint32_t word_count;
    uint32_t first_image;
    uint32_t image_count;
    uint64_t reserved1;
    uint64_t reserved2;
} assay_page;

enum {
    ASSAY_WORD_BOLD = 1 << 0,
    ASSAY_WORD_ITALIC = 1 << 1,
    ASSAY_WORD_FIXED_PITCH = 1 << 2,
    ASSAY_WORD_INVISIBLE = 1 << 3, /* drawn in no colour (render mode 3) */
    ASSAY_WORD_OFF_PAGE = 1 << 4,  /* lies outside the page */
    ASSAY_WORD_LINE_END = 1 << 5,  /* the last word of its line */
    ASSAY_WORD_HANDWRITTEN = 1 << 6,
    ASSAY_WORD_RECOGNISED = 1 << 7, /* from OCR; confidence is the recogniser's */
    ASSAY_WORD_IN_CELL = 1 << 8     /* its block is a cell that lines enclose; since 1.1 */
};

#define ASSAY_NO_FONT 0xffffu

typedef struct assay_word {
    uint32_t text_off; /* into the text arena */
    uint32_t text_len;
    float x0, y0, x1, y1; /* points */
    float confidence;     /* 0..1; 1 for text that was not recognised but read */
    uint32_t line;        /* words of a page with the same number stand in one line */
    uint16_t font;        /* row of the font table, ASSAY_NO_FONT when not known */
    uint16_t flags;       /* ASSAY_WORD_... */
    float font_size;      /* points, 0 when not known */
    uint32_t colour;      /* 0x00RRGGBB */
    uint16_t rotation;    /* of the text itself, degrees clockwise */
    uint16_t block;       /* words of a page with the same number belong together; 0 when not known */
} assay_word;

typedef struct assay_font {
    uint32_t name_off; /* into the text arena */
    uint32_t name_len;
    uint32_t flags; /* ASSAY_WORD_BOLD, _ITALIC, _FIXED_PITCH */
    uint32_t reserved0;
} assay_font;

typedef enum assay_encoding {
    ASSAY_GREY8 = 1, /* one byte a pixel, 0 black */
    ASSAY_RGB8 = 2,  /* three bytes a pixel: red, green, blue */
    ASSAY_PNG = 3,   /* a complete file in that format */
    ASSAY_JPEG = 4,
    ASSAY_TIFF = 5,
    ASSAY_JPEG2000 = 6
} assay_encoding;

enum {
    ASSAY_IMAGE_EMBEDDED = 1 << 0, /* the scan as it lies in the file, not a drawing of the page */
    ASSAY_IMAGE_REGION = 1 << 1    /* shows a part of the page; the matrix says which */
};

typedef struct assay_image {
    uint32_t page; /* number of the page that it shows */
    uint32_t encoding; /* assay_encoding */
    uint32_t width;    /* pixels */
    uint32_t height;
    uint32_t stride; /* bytes from one row to the next; 0 for a complete file */
    uint32_t flags;  /* ASSAY_IMAGE_... */
    float dpi;
    float reserved0;
    /* From pixels to page points: x = matrix[0]*px + matrix[2]*py + matrix[4],
       y = matrix[1]*px + matrix[3]*py + matrix[5]. Pixel (0,0) is the image's top left corner. */
    float matrix[6];
    uint64_t data_off; /* into the buffer, within the blob */
    uint64_t data_len;
} assay_image;

/* ------------------------------------------------------------------------------------------------------
 * A CALL'S INPUT
 * ------------------------------------------------------------------------------------------------------ */
typedef enum assay_request {
    /* Extractor, validator: do the component's work on `document` and `record`. */
    ASSAY_RUN = 1,
    /* Reader: pages, sizes, damage and metadata of `source`; emit a document without words and images. */
    ASSAY_INSPECT = 2,
    /* Reader: the words of the `pages` of `source`; emit a document of exactly these pages. */
    ASSAY_WORDS = 3,
    /* Reader: pictures of the `pages` of `source`, one each, as `image` asks; emit a document with images. */
    ASSAY_IMAGES = 4,
    /* Notifier: `record` is the event; make one attempt and say how it ended through deliver(). */
    ASSAY_NOTIFY = 5
} assay_request;

/* How pictures are wanted (ASSAY_IMAGES). */
typedef struct assay_image_request {
    uint32_t size;
    uint32_t encoding; /* assay_encoding: GREY8, RGB8 or PNG */
    float dpi;         /* 0: the scan's own resolution, or 150 */
    uint32_t flags;    /* ASSAY_IMAGE_EMBEDDED: an embedded scan that covers the page may be handed out as it lies
                          in the file, whatever its encoding; ASSAY_IMAGE_REGION: only `region` of each page */
    float region[4];   /* x0 y0 x1 y1, points */
} assay_image_request;

/* All pointers are the host's, valid for the call. */
typedef struct assay_input {
    uint32_t size;
    uint32_t request; /* assay_request */
    /* The words known so far, with images where the manifest asks for them. NULL for a reader's requests and for a
       notifier. The buffer's length is document->total_size. */
    const assay_document *document;
    /* The file's own bytes: for readers, and for components whose manifest says `"input": {"source": true}`. */
    assay_bytes source;
    /* What is known so far, as JSON: the record (ASSAY_RUN) or the event (ASSAY_NOTIFY). */
    assay_bytes record;
    /* Steps of one library may travel in one call. These are the results, in order, that the steps before this
       one emitted in this same call and that are not merged into `record` yet. */
    const assay_bytes *results;
    uint64_t result_count;
    /* Reader's requests: page numbers, ascending, from 1. */
    const uint32_t *pages;
    uint64_t page_count;
    const assay_image_request *image; /* ASSAY_IMAGES, else NULL */
    /* A second look: the component's first answer held "requests"; these are the answers as a JSON array in the
       same order, and the component is called once more. Empty in the first call. */
    assay_bytes looks;
    /* The host ends the call after this many milliseconds; 0: no limit. */
    uint64_t timeout_ms;
    /* The document's display name, for messages; may be empty. */
    assay_bytes name;
} assay_input;

/* ------------------------------------------------------------------------------------------------------
 * THE HOST
 * ------------------------------------------------------------------------------------------------------ */
typedef struct assay_call assay_call; /* opaque: the call that is under way */

typedef enum assay_level { ASSAY_DEBUG = 0, ASSAY_INFO = 1, ASSAY_WARNING = 2, ASSAY_ERROR = 3 } assay_level;

typedef enum assay_failure_kind {
    ASSAY_FAIL_INTERNAL = 0,      /* a defect of the plugin */
    ASSAY_FAIL_INPUT = 1,         /* the document is unusable: damaged, encrypted, empty */
    ASSAY_FAIL_UNSUPPORTED = 2,   /* not this component's kind of document */
    ASSAY_FAIL_CONFIGURATION = 3, /* the options are wrong */
    ASSAY_FAIL_MISSING = 4,       /* something that has to be installed is not there */
    ASSAY_FAIL_LIMIT = 5,         /* a limit was met: pages, pixels, memory */
    ASSAY_FAIL_UNAVAILABLE = 6,   /* an outside service did not answer */
    ASSAY_FAIL_REFUSED = 7        /* forbidden: a policy or a grant that is missing */
} assay_failure_kind;

typedef enum assay_retry { ASSAY_RETRY_NEVER = 0, ASSAY_RETRY_LATER = 1 } assay_retry;

/* Why a call failed. The host copies it. */
typedef struct assay_failure {
    uint32_t size;
    uint32_t kind;           /* assay_failure_kind */
    uint32_t retry;          /* assay_retry: could the same input succeed later? */
    uint32_t page;           /* where; 0: the whole document */
    uint64_t retry_after_ms; /* 0: the host decides */
    assay_bytes code;        /* a stable word: "encrypted", "no_language" */
    assay_bytes message;     /* one sentence for a person: what is wrong, and where */
    assay_bytes mend;        /* one sentence: what to do about it; may be empty */
} assay_failure;

/* How a notifier's attempt ended. */
typedef enum assay_verdict {
    ASSAY_DELIVERED = 1,
    ASSAY_VERDICT_RETRY = 2,     /* try again, not before `after_ms` */
    ASSAY_VERDICT_PERMANENT = 3, /* this event will never be taken */
    ASSAY_VERDICT_GONE = 4       /* the receiver is gone for good: stop sending to it */
} assay_verdict;

/* Owned by the host, valid for the call. Every function may be called from any thread for the call, and copies
   what it is given before it returns. */
typedef struct assay_host {
    uint32_t size;
    uint16_t abi_major;
    uint16_t abi_minor;
    /* A line for the log. At most 64 KiB a line and 1 MiB a call are kept. */
    void (*log)(assay_call *call, int32_t level, assay_bytes message);
    /* How far the call has come, 0..1. One store to memory: call it as often as you like. */
    void (*progress)(assay_call *call, float fraction);
    /* 1: the call is no longer wanted; return ASSAY_CANCELLED soon (200 ms), or be killed. One load from memory. */
    int32_t (*cancelled)(assay_call *call);
    /* The result of ASSAY_RUN, as one JSON object. The last one counts. */
    void (*emit)(assay_call *call, assay_bytes json);
    /* `len` writable bytes to build a document in, zeroed, page-aligned, the host's, valid until emit_document() or
       the end of the call. NULL when the host's limit forbids it. One at a time. */
    void *(*allocate_document)(assay_call *call, uint64_t len);
    /* A document as the answer of a reader or recogniser. `document` is either memory of the plugin's own or what
       allocate_document() gave, which is then taken back. The last one counts. */
    void (*emit_document)(assay_call *call, assay_bytes document);
    /* Says why; then return ASSAY_FAILED (or NULL from create()). */
    void (*fail)(assay_call *call, const assay_failure *failure);
    /* Notifier: how the attempt ended; `detail` is one sentence, for the delivery log. */
    void (*deliver)(assay_call *call, uint32_t verdict, uint64_t after_ms, assay_bytes detail);
    /* A table of further functions, or NULL when this host, or this plugin's grants, do not have it. The table
       belongs to the host and lives as long as the worker. See EXTENSIONS. */
    const void *(*extension)(const char *id);
} assay_host;

/* ------------------------------------------------------------------------------------------------------
 * EXTENSIONS
 *
 * Further abilities arrive as tables with a versioned name, without a new major version.
 * ------------------------------------------------------------------------------------------------------ */

/* "assay.history/1": typed questions about earlier invoices. Given when the manifest's `needs` has "history" and
   the operator granted it. */
#define ASSAY_HISTORY_1 "assay.history/1"
typedef struct assay_history_1 {
    uint32_t size;
    uint32_t reserved0;
    /* Asks one question, as JSON; blocks until it is answered. `*answer` is the host's, valid until the next
       question or the end of the call. Returns ASSAY_OK, or ASSAY_FAILED when the question was not understood or
       took too long; the answer is then a sentence. */
    int32_t (*ask)(assay_call *call, assay_bytes question, assay_bytes *answer);
} assay_history_1;

/* ------------------------------------------------------------------------------------------------------
 * THE PLUGIN
 * ------------------------------------------------------------------------------------------------------ */
typedef enum assay_kind { ASSAY_EXTRACTOR = 1, ASSAY_VALIDATOR = 2, ASSAY_NOTIFIER = 3 } assay_kind;

typedef enum assay_status {
    ASSAY_OK = 0,
    ASSAY_FAILED = 1,     /* fail() said why */
    ASSAY_CANCELLED = 2,  /* cancelled() was 1 */
    ASSAY_UNSUPPORTED = 3 /* this component does not answer such requests */
} assay_status;

/* One component. Owned by the plugin, valid for the life of the process. */
typedef struct assay_component {
    uint32_t size;
    uint32_t kind;  /* assay_kind */
    const char *id; /* as in the manifest: "acme.contract" */
    /* A new instance for these options (a JSON object, checked against the manifest's schema, defaults filled in).
       The pointer is the plugin's own; NULL after fail(). `options` is valid for the call. */
    void *(*create)(const assay_host *host, assay_call *call, assay_bytes options);
    /* Answers one request. Returns an assay_status. */
    int32_t (*run)(void *instance, const assay_host *host, assay_call *call, const assay_input *input);
    /* Frees the instance. May never be called: a worker is ended, not unwound. */
    void (*destroy)(void *instance);
} assay_component;

/* The library's table of contents. Owned by the plugin, valid for the life of the process. */
typedef struct assay_plugin {
    uint32_t magic; /* ASSAY_ABI_MAGIC */
    uint32_t size;
    uint16_t abi_major; /* ASSAY_ABI_MAJOR as the plugin was compiled */
    uint16_t abi_minor;
    uint32_t component_count;
    const assay_component *const *components;
    const char *manifest_json; /* the same bytes as plugin.json */
    const char *built_with;    /* "swift 6.3", informational; may be NULL */
} assay_plugin;

/* The one exported symbol: a function, because dlsym() promises only those. It may be called more than once, must be
   quick, and returns NULL for a major version that the plugin does not know. */
ASSAY_EXPORT const assay_plugin *assay_plugin_entry(uint32_t host_abi_major);
typedef const assay_plugin *(*assay_plugin_entry_function)(uint32_t host_abi_major);

#ifdef __cplusplus
}
#endif
#endif
