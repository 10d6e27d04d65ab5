internal import CAssayPlugin

/// Checks a document buffer that came from another process, in one pass and without trusting a number in it.
enum DocumentCheck {
    static func header(of buffer: UnsafeRawBufferPointer) throws(DocumentError) -> assay_document {
        guard let base = buffer.baseAddress, buffer.count >= MemoryLayout<assay_document>.size else {
            throw DocumentError("the buffer has \(buffer.count) bytes, fewer than a document's header")
        }
        guard UInt(bitPattern: base) & 7 == 0 else { throw DocumentError("the buffer is not 8-aligned") }
        let header = base.load(as: assay_document.self)
        guard header.magic == ASSAY_DOCUMENT_MAGIC else {
            throw DocumentError("the buffer is not a document")
        }
        guard header.version == UInt16(ASSAY_DOCUMENT_VERSION) else {
            throw DocumentError("the document has version \(header.version), not \(ASSAY_DOCUMENT_VERSION)")
        }
        guard Int(header.header_size) >= MemoryLayout<assay_document>.size,
            header.total_size >= UInt64(header.header_size), header.total_size <= UInt64(buffer.count)
        else { throw DocumentError("the document's size does not fit the buffer") }
        try tables(header)
        try fonts(header, base)
        try words(header, base)
        try images(header, base)
        try pages(header, base)
        return header
    }

    private static func fits(_ offset: UInt64, _ count: UInt64, _ stride: UInt64, within limit: UInt64)
        -> Bool
    {
        let length = count.multipliedReportingOverflow(by: stride)
        let end = offset.addingReportingOverflow(length.partialValue)
        return !length.overflow && !end.overflow && end.partialValue <= limit
    }

    private static func tables(_ header: assay_document) throws(DocumentError) {
        let tables: [(name: String, offset: UInt64, count: UInt32, stride: UInt32, minimum: Int)] = [
            ("pages", header.pages_off, header.page_count, header.page_stride, MemoryLayout<assay_page>.size),
            ("words", header.words_off, header.word_count, header.word_stride, MemoryLayout<assay_word>.size),
            (
                "images", header.images_off, header.image_count, header.image_stride,
                MemoryLayout<assay_image>.size
            ),
            ("fonts", header.fonts_off, header.font_count, header.font_stride, MemoryLayout<assay_font>.size),
        ]
        for table in tables where table.count > 0 {
            guard Int(table.stride) >= table.minimum, table.stride & 7 == 0, table.offset & 7 == 0,
                fits(table.offset, UInt64(table.count), UInt64(table.stride), within: header.total_size)
            else { throw DocumentError("the table of \(table.name) lies outside the document") }
        }
        guard fits(header.text_off, header.text_len, 1, within: header.total_size),
            fits(header.meta_off, header.meta_len, 1, within: header.total_size),
            fits(header.blob_off, header.blob_len, 1, within: header.total_size)
        else { throw DocumentError("text, metadata or images lie outside the document") }
    }

    private static func fonts(_ header: assay_document, _ base: UnsafeRawPointer) throws(DocumentError) {
        for index in 0..<Int(header.font_count) {
            let offset = Int(header.fonts_off) + index * Int(header.font_stride)
            let row = base.loadUnaligned(fromByteOffset: offset, as: assay_font.self)
            guard UInt64(row.name_off) + UInt64(row.name_len) <= header.text_len else {
                throw DocumentError("font \(index) has its name outside the text")
            }
        }
    }

    private static func words(_ header: assay_document, _ base: UnsafeRawPointer) throws(DocumentError) {
        for index in 0..<Int(header.word_count) {
            let offset = Int(header.words_off) + index * Int(header.word_stride)
            let row = base.loadUnaligned(fromByteOffset: offset, as: assay_word.self)
            guard UInt64(row.text_off) + UInt64(row.text_len) <= header.text_len else {
                throw DocumentError("word \(index) lies outside the text")
            }
            let sum = row.x0 + row.y0 + row.x1 + row.y1 + row.font_size
            guard sum.isFinite, abs(sum) < 1e7, (0...1).contains(row.confidence) else {
                throw DocumentError("word \(index) has a box or a confidence that is no number in range")
            }
        }
    }

    private static func images(_ header: assay_document, _ base: UnsafeRawPointer) throws(DocumentError) {
        for index in 0..<Int(header.image_count) {
            let offset = Int(header.images_off) + index * Int(header.image_stride)
            let row = base.loadUnaligned(fromByteOffset: offset, as: assay_image.self)
            guard fits(row.data_off, row.data_len, 1, within: header.total_size), row.page > 0 else {
                throw DocumentError("image \(index) lies outside the document")
            }
            let matrix = row.matrix
            let sum = matrix.0 + matrix.1 + matrix.2 + matrix.3 + matrix.4 + matrix.5 + row.dpi
            guard sum.isFinite else { throw DocumentError("image \(index) has a matrix that is no number") }
            let bytesPerPixel: UInt64
            switch row.encoding {
            case ASSAY_GREY8.rawValue: bytesPerPixel = 1
            case ASSAY_RGB8.rawValue: bytesPerPixel = 3
            default: continue
            }
            let rowBytes = UInt64(row.width) * bytesPerPixel
            guard row.width > 0, row.height > 0, rowBytes <= UInt64(row.stride),
                fits(0, UInt64(row.height), UInt64(row.stride), within: row.data_len)
            else { throw DocumentError("image \(index) has fewer bytes than its rows need") }
        }
    }

    private static func pages(_ header: assay_document, _ base: UnsafeRawPointer) throws(DocumentError) {
        var previous: UInt32 = 0
        for index in 0..<Int(header.page_count) {
            let offset = Int(header.pages_off) + index * Int(header.page_stride)
            let row = base.loadUnaligned(fromByteOffset: offset, as: assay_page.self)
            guard row.number > previous else {
                throw DocumentError("the pages are not in ascending order from 1")
            }
            previous = row.number
            guard UInt64(row.first_word) + UInt64(row.word_count) <= UInt64(header.word_count),
                UInt64(row.first_image) + UInt64(row.image_count) <= UInt64(header.image_count)
            else { throw DocumentError("page \(row.number) has words or images outside the tables") }
            guard row.width.isFinite, row.height.isFinite, row.width >= 0, row.height >= 0, row.width < 1e6,
                row.height < 1e6, row.dpi.isFinite
            else { throw DocumentError("page \(row.number) has a size that is no number in range") }
        }
    }
}
