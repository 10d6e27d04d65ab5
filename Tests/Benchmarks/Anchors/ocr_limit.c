// The in-process limit: one Tesseract for all pictures, nothing around it. Prints the words.
//   cc -O2 -o ocr_limit ocr_limit.c $(pkg-config --cflags --libs tesseract lept)
//   OMP_THREAD_LIMIT=1 ocr_limit FILE.png...
#include <leptonica/allheaders.h>
#include <stdio.h>
#include <tesseract/capi.h>

int main(int argc, char **argv) {
    TessBaseAPI *api = TessBaseAPICreate();
    if (TessBaseAPIInit2(api, NULL, "eng", OEM_LSTM_ONLY) != 0) return 1;
    TessBaseAPISetPageSegMode(api, PSM_AUTO);
    for (int i = 1; i < argc; i++) {
        PIX *picture = pixRead(argv[i]);
        if (!picture) return 1;
        TessBaseAPISetImage2(api, picture);
        if (TessBaseAPIRecognize(api, NULL) != 0) return 1;
        char *text = TessBaseAPIGetUTF8Text(api);
        fputs(text, stdout);
        TessDeleteText(text);
        TessBaseAPIClear(api);
        pixDestroy(&picture);
    }
    TessBaseAPIEnd(api);
    TessBaseAPIDelete(api);
    return 0;
}
