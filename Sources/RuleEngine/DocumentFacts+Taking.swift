package import AssayKit
internal import IndianTax

extension DocumentFacts {
    /// More words than this are not looked at.
    private static let maximumWords = 60_000
    private static let maximumHidden = 200

    /// The facts of the pages on which a record stands.
    ///
    /// - Parameters:
    ///   - document: The words.
    ///   - record: Its pages, all when it names none, and the places of its fields.
    ///   - keyFields: The fields whose words are wanted.
    package init(_ document: borrowing DocumentView, record: Record, keyFields: [String] = []) {
        self.init(metadata: document.metadata)
        let pages = Set(record.pages)
        let boxes = keyFields.compactMap { name in
            record.fields[name].flatMap { field in
                field.page.flatMap { page in field.box.map { (name: name, page: page, box: $0) } }
            }
        }
        var fonts: [Int: String] = [:]
        for index in 0..<document.pageCount {
            let page = document.page(at: index)
            guard pages.isEmpty || pages.contains(page.number) else { continue }
            imageCount += page.imageCount
            if page.flags.contains(.recognised) { isRecognised = true }
            let wanted = boxes.filter { $0.page == page.number }
            takeLines(of: page, wanted)
            for place in 0..<page.wordCount {
                guard wordCount < Self.maximumWords else { return }
                let view = page.word(at: place)
                let font = view.fontIndex.flatMap { number -> String? in
                    if let known = fonts[number] { return known }
                    let name = document.font(at: number)?.name
                    fonts[number] = name
                    return name
                }
                take(Self.word(view, page.number, font), isScan: page.flags.contains(.scanned), wanted)
            }
        }
    }

    /// Recognised words that stand in a line with those of a key field.
    private mutating func takeLines(of page: PageView, _ wanted: [(name: String, page: Int, box: Box)]) {
        guard page.flags.contains(.recognised), page.wordCount <= Self.maximumWords else { return }
        for field in wanted {
            // Words that stand beside it, in the line that most of its own words are in.
            var lines: [Int: Int] = [:]
            for place in 0..<page.wordCount where Self.lies(page.word(at: place).box, in: field.box) {
                lines[page.word(at: place).line, default: 0] += 1
            }
            guard let line = lines.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { continue }
            for place in 0..<page.wordCount {
                let view = page.word(at: place)
                guard view.line == line, !Self.lies(view.box, in: field.box) else { continue }
                fieldLines[field.name, default: []].append(Self.word(view, page.number, nil))
            }
        }
    }

    private static func word(_ view: WordView, _ page: Int, _ font: String?) -> Word {
        Word(
            view.text, page: page, box: view.box, font: font, size: view.fontSize, colour: view.colour,
            flags: view.flags)
    }

    private mutating func take(
        _ word: Word, isScan: Bool, _ wanted: [(name: String, page: Int, box: Box)]
    ) {
        wordCount += 1
        if word.flags.contains(.recognised) { isRecognised = true }
        let isTiny = word.size > 0 && word.size < 2
        let isUnseen = word.flags.contains(.invisible) || word.flags.contains(.offPage) || isTiny
        if isUnseen, !isScan {
            if hiddenWords.count < Self.maximumHidden { hiddenWords.append(word) }
            return
        }
        if word.colour & 0xFFFFFF == 0xFFFFFF, !isScan, whiteWords.count < Self.maximumHidden {
            whiteWords.append(word)
        }
        text.append(word.text)
        if word.text.utf8.contains(where: { (0x30...0x39).contains($0) }) {
            visibleFigures.insert(word.text)
            if word.text.utf8.count >= 15 { noteGSTIN(in: word.text) }
        }
        if let font = word.font { fontFamilies[Self.family(of: font), default: 0] += 1 }
        for field in wanted where Self.lies(word.box, in: field.box) {
            fieldWords[field.name, default: []].append(word)
        }
    }

    private mutating func noteGSTIN(in text: String) {
        for part in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where part.utf8.count == 15 {
            let number = part.uppercased()
            if GSTIN.isValid(number), !gstins.contains(number) { gstins.append(number) }
        }
    }

    /// Whether most of a word lies in a box.
    private static func lies(_ word: Box, in box: Box) -> Bool {
        let width = min(word.x1, box.x1) - max(word.x0, box.x0)
        let height = min(word.y1, box.y1) - max(word.y0, box.y0)
        return width > 0 && height > 0 && width >= 0.6 * word.width && height >= 0.6 * word.height
    }
}
