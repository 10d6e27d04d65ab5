internal import CAssayPlugin

/// One word of a ``DocumentView``; it must not outlive the call.
public struct WordView {
    let text0: UnsafeRawPointer
    let row: assay_word

    init(base: UnsafeRawPointer, header: assay_document, index: Int) {
        text0 = base + Int(header.text_off)
        let offset = Int(header.words_off) + index * Int(header.word_stride)
        row = base.loadUnaligned(fromByteOffset: offset, as: assay_word.self)
    }

    /// Its bytes where they lie.
    public var utf8: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: text0 + Int(row.text_off), count: Int(row.text_len))
    }
    /// A copy of its text; bytes that are no UTF-8 show as U+FFFD.
    public var text: String { String(decoding: utf8, as: UTF8.self) }
    /// Where it stands, in points.
    public var box: Box { Box(row.x0, row.y0, row.x1, row.y1) }
    /// 0...1; 1 for text that was not recognised but read.
    public var confidence: Float { row.confidence }
    /// Words of a page with the same number stand in one line.
    public var line: Int { Int(row.line) }
    /// Words of a page with the same number belong together; 0 when not known.
    public var block: Int { Int(row.block) }
    /// Place of its font in the document; nil when not known.
    public var fontIndex: Int? { row.font == UInt16(ASSAY_NO_FONT) ? nil : Int(row.font) }
    /// Size of its font in points; 0 when not known.
    public var fontSize: Float { row.font_size }
    /// 0x00RRGGBB.
    public var colour: UInt32 { row.colour }
    /// Direction of the text, degrees clockwise.
    public var rotation: Int { Int(row.rotation) }
    /// What else is known.
    public var flags: WordFlags { WordFlags(rawValue: row.flags) }
}
