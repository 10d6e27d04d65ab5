// TesseractOCR
