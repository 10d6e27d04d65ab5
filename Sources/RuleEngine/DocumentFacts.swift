package import AssayKit

/// What rules want to know of a file and its words, taken out of the document once for all of them.
package struct DocumentFacts: Sendable {
    /// A word with its looks.
    package struct Word: Sendable, Hashable {
        /// Its text.
        package var text: String
        /// Its page, from 1.
        package var page: Int
        /// Where it stands, in points.
        package var box: Box
        /// Its font's name; nil when not known.
        package var font: String?
        /// Its size in points; 0 when not known.
        package var size: Float
        /// 0x00RRGGBB.
        package var colour: UInt32
        /// What else is known.
        package var flags: WordFlags

        /// A word of these parts.
        package init(
            _ text: String, page: Int = 1, box: Box, font: String? = nil, size: Float = 10,
            colour: UInt32 = 0, flags: WordFlags = []
        ) {
            self.text = text
            self.page = page
            self.box = box
            self.font = font
            self.size = size
            self.colour = colour
            self.flags = flags
        }
    }

    /// Media type, producer, dates and what else the reader tells; an empty object when there is none.
    package var metadata: JSONValue
    /// How many words the record's pages have.
    package var wordCount: Int
    /// How many images they have.
    package var imageCount: Int
    /// Whether any of these words comes from OCR.
    package var isRecognised: Bool
    /// The visible text, to look for phrases in.
    package var text: PrintedText
    /// Valid GSTINs among the words, each once.
    package var gstins: [String]
    /// Words that no one sees: drawn in no colour, outside the page, or in less than two points; not those that
    /// lie over a scan, where they are its text layer.
    package var hiddenWords: [Word]
    /// Words in white; visible on a dark ground only.
    package var whiteWords: [Word]
    /// Visible words that hold digits.
    package var visibleFigures: Set<String>
    /// Key field → the words that lie in its box.
    package var fieldWords: [String: [Word]]
    /// Key field → the other recognised words of its line.
    package var fieldLines: [String: [Word]]
    /// Font family → how many visible words are in it.
    package var fontFamilies: [String: Int]

    /// Facts, none unless told otherwise.
    package init(
        metadata: JSONValue = .object(JSONObject()), wordCount: Int = 0, imageCount: Int = 0,
        isRecognised: Bool = false, text: PrintedText = PrintedText(), gstins: [String] = [],
        hiddenWords: [Word] = [], whiteWords: [Word] = [], visibleFigures: Set<String> = [],
        fieldWords: [String: [Word]] = [:], fieldLines: [String: [Word]] = [:],
        fontFamilies: [String: Int] = [:]
    ) {
        self.metadata = metadata
        self.wordCount = wordCount
        self.imageCount = imageCount
        self.isRecognised = isRecognised
        self.text = text
        self.gstins = gstins
        self.hiddenWords = hiddenWords
        self.whiteWords = whiteWords
        self.visibleFigures = visibleFigures
        self.fieldWords = fieldWords
        self.fieldLines = fieldLines
        self.fontFamilies = fontFamilies
    }

    /// Whether there is enough text to say what is not on the page.
    package var hasText: Bool { wordCount >= 20 }

    /// A font's name without what tells weight and slant: "Helvetica" for "Helvetica-Bold".
    package static func family(of font: String) -> String {
        let base = font.prefix { $0 != "-" && $0 != "," }
        var name = String(base)
        for ending in ["Bold", "Italic", "Oblique", "Regular", "MT", "PS"] where name.hasSuffix(ending) {
            name = String(name.dropLast(ending.count))
        }
        return name
    }
}
