/* The layout of ABI 1.0, pinned: a change here is a change of the ABI (see Decisions/0002). */
#include "assay_plugin.h"

#define PIN(condition) _Static_assert(condition, "the layout of ABI 1.0 has changed: " #condition)

PIN(sizeof(assay_bytes) == 16);
PIN(sizeof(assay_document) == 128);
PIN(offsetof(assay_document, pages_off) == 48);
PIN(offsetof(assay_document, blob_len) == 120);
PIN(sizeof(assay_page) == 56);
PIN(offsetof(assay_page, first_word) == 24);
PIN(sizeof(assay_word) == 48);
PIN(offsetof(assay_word, confidence) == 24);
PIN(offsetof(assay_word, font_size) == 36);
PIN(sizeof(assay_font) == 16);
PIN(sizeof(assay_image) == 72);
PIN(offsetof(assay_image, matrix) == 32);
PIN(sizeof(assay_image_request) == 32);
PIN(sizeof(assay_input) == 128);
PIN(offsetof(assay_input, record) == 32);
PIN(offsetof(assay_input, looks) == 88);
PIN(sizeof(assay_failure) == 72);
PIN(sizeof(assay_host) == 80);
PIN(sizeof(assay_history_1) == 16);
PIN(sizeof(assay_component) == 40);
PIN(sizeof(assay_plugin) == 40);
