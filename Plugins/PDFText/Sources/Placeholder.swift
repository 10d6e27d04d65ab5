// PDFText
