internal import CAssayPlugin

extension DocumentBuilder {
    /// Where each part of the buffer begins.
    private struct Layout {
        var pages = 0
        var words = 0
        var images = 0
        var fonts = 0
        var text = 0
        var metadata = 0
        var blob = 0
        var blobStarts: [Int] = []
        var total = 0
    }

    private func layout(metadataCount: Int) -> Layout {
        func aligned(_ offset: Int) -> Int { (offset + 7) & ~7 }
        var layout = Layout()
        layout.pages = MemoryLayout<assay_document>.size
        layout.words = aligned(layout.pages + pages.count * MemoryLayout<assay_page>.stride)
        layout.images = aligned(layout.words + words.count * MemoryLayout<assay_word>.stride)
        layout.fonts = aligned(layout.images + images.count * MemoryLayout<assay_image>.stride)
        layout.text = aligned(layout.fonts + fonts.count * MemoryLayout<assay_font>.stride)
        layout.metadata = aligned(layout.text + text.count)
        layout.blob = aligned(layout.metadata + metadataCount)
        var end = layout.blob
        for blob in blobs {
            layout.blobStarts.append(end)
            end = aligned(end + blob.count)
        }
        layout.total = end
        return layout
    }

    /// The buffer in memory of its own.
    public func encoded() -> [UInt8] {
        let metadataBytes = JSONWriter.bytes(metadata)
        let layout = layout(metadataCount: metadataBytes.count)
        return [UInt8](unsafeUninitializedCapacity: layout.total) { buffer, count in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            raw.initializeMemory(as: UInt8.self, repeating: 0)
            fill(raw, layout, metadataBytes)
            count = layout.total
        }
    }

    /// Lays the buffer out in memory that `allocate` gives.
    ///
    /// - Parameter allocate: Gives zeroed, 8-aligned memory of that many bytes, or nil to refuse.
    /// - Returns: The written memory, or nil when it was refused.
    public func write(
        into allocate: (Int) -> UnsafeMutableRawBufferPointer?
    ) -> UnsafeMutableRawBufferPointer? {
        let metadataBytes = JSONWriter.bytes(metadata)
        let layout = layout(metadataCount: metadataBytes.count)
        guard let buffer = allocate(layout.total), buffer.count >= layout.total else { return nil }
        fill(buffer, layout, metadataBytes)
        return UnsafeMutableRawBufferPointer(rebasing: buffer[..<layout.total])
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer, _ layout: Layout, _ metadataBytes: [UInt8]) {
        var header = assay_document()
        header.magic = ASSAY_DOCUMENT_MAGIC
        header.version = UInt16(ASSAY_DOCUMENT_VERSION)
        header.header_size = UInt16(MemoryLayout<assay_document>.size)
        header.total_size = UInt64(layout.total)
        header.page_count = UInt32(pages.count)
        header.word_count = UInt32(words.count)
        header.image_count = UInt32(images.count)
        header.font_count = UInt32(fonts.count)
        header.page_stride = UInt32(MemoryLayout<assay_page>.stride)
        header.word_stride = UInt32(MemoryLayout<assay_word>.stride)
        header.image_stride = UInt32(MemoryLayout<assay_image>.stride)
        header.font_stride = UInt32(MemoryLayout<assay_font>.stride)
        header.pages_off = UInt64(layout.pages)
        header.words_off = UInt64(layout.words)
        header.images_off = UInt64(layout.images)
        header.fonts_off = UInt64(layout.fonts)
        header.text_off = UInt64(layout.text)
        header.text_len = UInt64(text.count)
        header.meta_off = UInt64(layout.metadata)
        header.meta_len = UInt64(metadataBytes.count)
        header.blob_off = UInt64(layout.blob)
        header.blob_len = UInt64(layout.total - layout.blob)
        withUnsafeBytes(of: header) { copy($0, to: buffer, at: 0) }
        pages.withUnsafeBytes { copy($0, to: buffer, at: layout.pages) }
        words.withUnsafeBytes { copy($0, to: buffer, at: layout.words) }
        var placed = images
        for index in placed.indices { placed[index].data_off = UInt64(layout.blobStarts[index]) }
        placed.withUnsafeBytes { copy($0, to: buffer, at: layout.images) }
        fonts.withUnsafeBytes { copy($0, to: buffer, at: layout.fonts) }
        text.withUnsafeBytes { copy($0, to: buffer, at: layout.text) }
        metadataBytes.withUnsafeBytes { copy($0, to: buffer, at: layout.metadata) }
        for (blob, start) in zip(blobs, layout.blobStarts) {
            blob.withUnsafeBytes { copy($0, to: buffer, at: start) }
        }
    }

    private func copy(
        _ bytes: UnsafeRawBufferPointer, to buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) {
        guard !bytes.isEmpty else { return }
        UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<offset + bytes.count]).copyMemory(from: bytes)
    }
}
