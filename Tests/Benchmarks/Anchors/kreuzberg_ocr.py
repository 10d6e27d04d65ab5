"""Recognises pictures with kreuzberg in one process, as it comes but for its cache. Use: kreuzberg_ocr.py PICTURE..."""
import sys

import kreuzberg

config = kreuzberg.ExtractionConfig(
    use_cache=False, force_ocr=True, ocr=kreuzberg.OcrConfig(backend="tesseract", language="eng"))
for path in sys.argv[1:]:
    print(kreuzberg.extract_file_sync(path, config=config).content)
