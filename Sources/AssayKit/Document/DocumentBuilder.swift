internal import CAssayPlugin

/// Builds a document: pages in ascending order, each with its words and images.
///
/// What was added is laid out as the flat buffer of assay_plugin.h by ``write(into:)``; a reader hands the builder
/// itself back.
public struct DocumentBuilder: Sendable {
    var pages: [assay_page] = []
    var words: [assay_word] = []
    var images: [assay_image] = []
    var fonts: [assay_font] = []
    var text: [UInt8] = []
    var blobs: [[UInt8]] = []
    private var fontPlaces: [Font: UInt16] = [:]

    /// Media type, producer, dates and what else the reader found out; an object.
    public var metadata: JSONValue = .object(JSONObject())

    /// A document without pages.
    public init() {}

    /// How many pages were added.
    public var pageCount: Int { pages.count }
    /// How many words were added.
    public var wordCount: Int { words.count }

    /// Begins a page; words and images that follow belong to it.
    ///
    /// - Parameters:
    ///   - number: From 1, larger than the page's before.
    ///   - width: Points, after rotation.
    ///   - height: Points, after rotation.
    ///   - rotation: Degrees clockwise, already applied.
    ///   - dpi: Resolution of the scan that covers the page; 0 when there is none.
    ///   - flags: What is known of the page.
    public mutating func addPage(
        number: Int, width: Float, height: Float, rotation: Int = 0, dpi: Float = 0, flags: PageFlags = []
    ) {
        var page = assay_page()
        page.number = UInt32(clamping: number)
        page.width = width.isFinite ? width : 0
        page.height = height.isFinite ? height : 0
        page.rotation = UInt16(clamping: rotation)
        page.dpi = dpi.isFinite ? dpi : 0
        page.flags = flags.rawValue
        page.first_word = UInt32(clamping: words.count)
        page.first_image = UInt32(clamping: images.count)
        pages.append(page)
    }

    /// Adds to the flags of the page that was begun last.
    public mutating func markPage(_ flags: PageFlags) {
        guard let last = pages.indices.last else { return }
        pages[last].flags |= flags.rawValue
    }

    /// The font's place; the same font has the same place.
    public mutating func fontIndex(of font: Font) -> Int {
        if let known = fontPlaces[font] { return Int(known) }
        guard fonts.count < Int(ASSAY_NO_FONT) else { return Int(ASSAY_NO_FONT) }
        var row = assay_font()
        row.name_off = UInt32(clamping: text.count)
        text.append(contentsOf: font.name.utf8)
        row.name_len = UInt32(clamping: font.name.utf8.count)
        row.flags = UInt32(font.style.rawValue)
        fonts.append(row)
        fontPlaces[font] = UInt16(fonts.count - 1)
        return fonts.count - 1
    }

    /// Adds a word to the page that was begun last.
    ///
    /// - Parameters:
    ///   - utf8: The text's bytes; empty ones are left out.
    ///   - box: Points.
    ///   - confidence: 0...1.
    ///   - line: The same number for the words of one line.
    ///   - block: The same number for words that belong together, from 1; 0 when not known.
    ///   - font: From ``fontIndex(of:)``.
    ///   - fontSize: Points.
    ///   - colour: 0x00RRGGBB.
    ///   - rotation: Of the text, degrees clockwise.
    ///   - flags: What else is known of the word.
    @specialized(where Bytes == UnsafeRawBufferPointer)
    public mutating func addWord<Bytes: Collection<UInt8>>(
        utf8: Bytes, box: Box, confidence: Float = 1, line: Int = 0, block: Int = 0,
        font: Int? = nil, fontSize: Float = 0, colour: UInt32 = 0, rotation: Int = 0, flags: WordFlags = []
    ) {
        guard let last = pages.indices.last, !utf8.isEmpty else { return }
        var word = assay_word()
        word.text_off = UInt32(clamping: text.count)
        text.append(contentsOf: utf8)
        word.text_len = UInt32(clamping: text.count - Int(word.text_off))
        (word.x0, word.y0, word.x1, word.y1) = (box.x0, box.y0, box.x1, box.y1)
        word.confidence = min(max(confidence, 0), 1)
        word.line = UInt32(clamping: line)
        word.block = UInt16(clamping: block)
        word.font = font.map { UInt16(clamping: $0) } ?? UInt16(ASSAY_NO_FONT)
        word.font_size = fontSize
        word.colour = colour
        word.rotation = UInt16(clamping: rotation)
        word.flags = flags.rawValue
        words.append(word)
        pages[last].word_count += 1
    }

    /// Adds a word to the page that was begun last; see ``addWord(utf8:box:confidence:line:block:font:fontSize:colour:rotation:flags:)``.
    public mutating func addWord(
        _ text: String, box: Box, confidence: Float = 1, line: Int = 0, block: Int = 0, flags: WordFlags = []
    ) {
        addWord(
            utf8: Array(text.utf8), box: box, confidence: confidence, line: line, block: block, flags: flags)
    }

    /// Adds flags to the word that was added last.
    public mutating func markLastWord(_ flags: WordFlags) {
        guard let last = words.indices.last else { return }
        words[last].flags |= flags.rawValue
    }

    /// Adds a picture to the page that was begun last.
    ///
    /// - Parameters:
    ///   - data: Rows of `stride` bytes, or a complete file.
    ///   - encoding: How to read them.
    ///   - width: Pixels.
    ///   - height: Pixels.
    ///   - stride: Bytes from one row to the next; 0 for a complete file.
    ///   - dpi: Dots per inch.
    ///   - matrix: From pixels to page points.
    ///   - isEmbedded: The scan as it lies in the file.
    ///   - isRegion: Only a part of the page.
    public mutating func addImage(
        _ data: [UInt8], encoding: ImageEncoding, width: Int, height: Int, stride: Int, dpi: Float,
        matrix: PixelMatrix, isEmbedded: Bool = false, isRegion: Bool = false
    ) {
        guard let last = pages.indices.last else { return }
        var image = assay_image()
        image.page = pages[last].number
        image.encoding = encoding.code
        image.width = UInt32(clamping: width)
        image.height = UInt32(clamping: height)
        image.stride = UInt32(clamping: stride)
        image.dpi = dpi
        image.flags =
            (isEmbedded ? UInt32(ASSAY_IMAGE_EMBEDDED) : 0) | (isRegion ? UInt32(ASSAY_IMAGE_REGION) : 0)
        image.matrix = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
        image.data_off = UInt64(blobs.count)
        image.data_len = UInt64(data.count)
        images.append(image)
        blobs.append(data)
        pages[last].image_count += 1
    }
}
