/// A small invoice as a PDF file, another one each time.
struct TestDocument {
    let name: String
    let bytes: [UInt8]

    /// `mark`: What makes it different from others; letters and digits.
    init(mark: String) {
        name = "assay-doctor-\(mark).pdf"
        let lines = [
            "TAX INVOICE", "Test document of assay doctor", "Invoice No: DOCTOR-\(mark)",
            "Invoice Date: 01/04/2026", "Description  Qty  Rate  Amount", "Nothing at all  1  100.00  100.00",
            "Total: 100.00",
        ]
        let text = lines.map { "(\($0)) Tj T*" }.joined(separator: "\n")
        let content = "BT /F1 12 Tf 16 TL 72 770 Td\n\(text)\nET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var file = "%PDF-1.4\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(file.utf8.count)
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        // Ten digits, five digits, n, and two bytes at the line's end (ISO 32000-1, section 7.5.4).
        let table = places.map { place in
            String(repeating: "0", count: max(0, 10 - "\(place)".count)) + "\(place) 00000 n \n"
        }
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n\(table.joined())"
        file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        bytes = Array(file.utf8)
    }
}
