/* The limit that the text reader is measured against: poppler alone, in one process and one thread, with one document
   held open so that the library keeps its tables. Splits words as the reader does and counts them.
   Use: poppler_loop ROUNDS FILE...   Prints: pages words cpu-milliseconds */
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double cpu_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static PopplerDocument *open_file(const char *path) {
    gchar *absolute = g_canonicalize_filename(path, NULL);
    gchar *uri = g_filename_to_uri(absolute, NULL, NULL);
    g_free(absolute);
    PopplerDocument *document = uri ? poppler_document_new_from_file(uri, NULL, NULL) : NULL;
    g_free(uri);
    return document;
}

/* Words of one page: a new one begins after white space, on another line, or behind a gap. */
static long words_of(PopplerPage *page) {
    char *text = poppler_page_get_text(page);
    PopplerRectangle *boxes = NULL;
    guint count = 0;
    long words = 0;
    int inside = 0;
    if (text && poppler_page_get_text_layout(page, &boxes, &count)) {
        const char *at = text;
        for (guint i = 0; i < count && *at; i++, at = g_utf8_next_char(at)) {
            if (g_unichar_isspace(g_utf8_get_char(at))) {
                inside = 0;
                continue;
            }
            if (inside) {
                double height = boxes[i].y2 - boxes[i].y1;
                double gap = boxes[i].x1 - boxes[i - 1].x2;
                double drop = boxes[i].y1 - boxes[i - 1].y1;
                if (gap > 0.1 * height || drop > 0.5 * height || drop < -0.5 * height) inside = 0;
            }
            if (!inside) words++;
            inside = 1;
        }
        g_free(boxes);
    }
    g_free(text);
    return words;
}

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    int rounds = atoi(argv[1]);
    PopplerDocument *held = open_file(argv[2]);
    long pages = 0, words = 0;
    double start = cpu_ms();
    for (int round = 0; round < rounds; round++) {
        for (int i = 2; i < argc; i++) {
            PopplerDocument *document = open_file(argv[i]);
            if (!document) continue;
            for (int n = 0; n < poppler_document_get_n_pages(document); n++) {
                PopplerPage *page = poppler_document_get_page(document, n);
                words += words_of(page);
                pages++;
                g_object_unref(page);
            }
            g_object_unref(document);
        }
    }
    printf("%ld %ld %.3f\n", pages, words, cpu_ms() - start);
    if (held) g_object_unref(held);
    return 0;
}
