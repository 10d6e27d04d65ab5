extension Sketch {
    /// A PDF of the pages' pictures with their marks drawn over them.
    ///
    /// - Parameter pictures: By page; the rows of a PNG go into the PDF as they are, packed.
    /// - Returns: The whole file; nil when a picture is of a kind that a PDF can't hold as it is.
    package func pdf(pictures: [Int: PagePNG]) -> [UInt8]? {
        var file = PDFObjects()
        let font = file.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        let tree = file.reserve()
        var kids: [Int] = []
        for page in pages {
            var resources = "/Font << /F \(font) 0 R >>"
            var content = ""
            if let picture = pictures[page.number] {
                guard let parts = picture.parts else { return nil }
                let image = file.add(stream: parts.data, Self.dictionary(parts))
                resources += " /XObject << /I \(image) 0 R >>"
                content += "q \(Self.points(page.width)) 0 0 \(Self.points(page.height)) 0 0 cm /I Do Q\n"
            }
            for mark in page.marks { content += Self.drawing(mark, on: page) }
            let stream = file.add(stream: Array(content.utf8), "")
            kids.append(
                file.add(
                    "<< /Type /Page /Parent \(tree) 0 R /MediaBox [0 0 \(Self.points(page.width)) "
                        + "\(Self.points(page.height))] /Resources << \(resources) >> /Contents \(stream) 0 R >>"
                ))
        }
        let list = kids.map { "\($0) 0 R" }.joined(separator: " ")
        file.set(tree, "<< /Type /Pages /Kids [\(list)] /Count \(kids.count) >>")
        let catalogue = file.add("<< /Type /Catalog /Pages \(tree) 0 R >>")
        return file.bytes(root: catalogue)
    }

    /// Source: ISO 32000-1, tables 8 and 89; predictor 15 is PNG's own filter by rows.
    private static func dictionary(_ parts: PagePNG.Parts) -> String {
        let space: String
        if parts.palette.isEmpty {
            space = parts.channels == 3 ? "/DeviceRGB" : "/DeviceGray"
        } else {
            let digits = parts.palette.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            space = "[/Indexed /DeviceRGB \(parts.palette.count / 3 - 1) <\(digits)>]"
        }
        return
            "/Type /XObject /Subtype /Image /Width \(parts.width) /Height \(parts.height) /BitsPerComponent 8 "
            + "/ColorSpace \(space) /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors \(parts.channels) "
            + "/BitsPerComponent 8 /Columns \(parts.width) >>"
    }

    private static func drawing(_ mark: Mark, on page: Page) -> String {
        let isDoubtful = mark.role != .candidate && (mark.confidence ?? 1) < doubt
        let colours: [Role: String] = [
            .block: "0.5 0.7 0.5", .line: "0.75 0.75 0.75", .candidate: "0.8 0.6 0",
            .alternative: "0.8 0 0.8",
            .cell: "0 0.5 0", .field: "0 0 0.8",
        ]
        let colour = isDoubtful ? "0.85 0 0" : colours[mark.role] ?? "0 0 0"
        let width = mark.role == .field ? "1.2" : mark.role == .line ? "0.3" : "0.6"
        let (x, y) = (mark.box.x0 - 1, page.height - mark.box.y1 - 1)
        var text =
            "q \(colour) RG \(colour) rg \(width) w \(points(x)) \(points(y)) \(points(mark.box.x1 - mark.box.x0 + 2)) "
            + "\(points(mark.box.y1 - mark.box.y0 + 2)) re S\n"
        if !mark.label.isEmpty {
            // Names of fields are ASCII; what is not prints as a question mark, for the font has no more.
            let label = caption(mark).unicodeScalars.map { scalar -> String in
                guard (32..<127).contains(scalar.value) else { return "?" }
                return "()\\".unicodeScalars.contains(scalar) ? "\\\(scalar)" : String(scalar)
            }.joined()
            text +=
                "BT /F 5 Tf \(points(x + 1)) \(points(page.height - mark.box.y0 + 1.6)) Td (\(label)) Tj ET\n"
        }
        return text + "Q\n"
    }
}

/// The objects of a small PDF, numbered from 1.
struct PDFObjects {
    private var objects: [[UInt8]] = []

    /// Adds an object; returns its number.
    mutating func add(_ text: String) -> Int {
        objects.append(Array(text.utf8))
        return objects.count
    }

    /// Adds a stream with further entries of its dictionary.
    mutating func add(stream: [UInt8], _ entries: String) -> Int {
        let head = "<< \(entries) /Length \(stream.count) >>\nstream\n"
        objects.append(Array(head.utf8) + stream + Array("\nendstream".utf8))
        return objects.count
    }

    /// A number for an object that comes later.
    mutating func reserve() -> Int { add("null") }

    /// Sets an object whose number was reserved.
    mutating func set(_ number: Int, _ text: String) {
        guard objects.indices.contains(number - 1) else { return }
        objects[number - 1] = Array(text.utf8)
    }

    /// The file, with its table of objects.
    ///
    /// Source: ISO 32000-1, section 7.5.
    func bytes(root: Int) -> [UInt8] {
        var file = Array("%PDF-1.4\n".utf8)
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(file.count)
            file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let start = file.count
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for place in places {
            let digits = "\(place)"
            table += String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n"
        }
        table += "trailer\n<< /Size \(objects.count + 1) /Root \(root) 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return file + Array(table.utf8)
    }
}
