/// What an extractor found.
public struct Extraction: Sendable {
    /// One record an invoice on the document, in the order of the pages.
    public var records: [Record]
    /// New words for the document, from a recogniser: the pages that it worked on, whole.
    public var document: DocumentBuilder?
    /// Spots that it wants to see again before it decides; the host answers them and calls once more.
    public var requests: [LookRequest]
    /// Facts for the metadata of the result.
    public var metadata: JSONObject

    /// What was found.
    public init(
        records: [Record] = [], document: DocumentBuilder? = nil, requests: [LookRequest] = [],
        metadata: JSONObject = JSONObject()
    ) {
        self.records = records
        self.document = document
        self.requests = requests
        self.metadata = metadata
    }

    /// The JSON form that crosses the plugin door; the document crosses by itself.
    func encoded() -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 8192)
        writer.beginObject()
        records.writeMember(to: &writer)
        if !requests.isEmpty {
            writer.key("requests")
            writer.beginArray()
            for request in requests { request.write(to: &writer) }
            writer.endArray()
        }
        if !metadata.isEmpty {
            writer.key("metadata")
            writer.value(.object(metadata))
        }
        writer.endObject()
        return writer.bytes
    }
}

/// A spot that an extractor wants to see again, at another scale or in another mode of recognition.
public struct LookRequest: Sendable, Hashable {
    /// The page, from 1.
    public var page: Int
    /// Which part of it, in points.
    public var box: Box
    /// What is expected there.
    public var mode: Mode
    /// Dots per inch.
    public var dpi: Double

    /// What is expected at a spot.
    public enum Mode: String, Sendable, Hashable {
        /// Anything.
        case text
        /// One line.
        case line
        /// Digits, separators and signs only.
        case digits
        /// Upper-case letters and digits only.
        case identifier
    }

    /// A spot to look at again.
    public init(page: Int, box: Box, mode: Mode, dpi: Double) {
        self.page = page
        self.box = box
        self.mode = mode
        self.dpi = dpi
    }

    /// Reads the object form; nil when it has another shape.
    public init?(json: JSONValue) {
        guard let page = json["page"]?.intValue, page > 0, let box = json["box"].flatMap(Box.init(json:)),
            let mode = json["mode"]?.stringValue.flatMap(Mode.init(rawValue:))
        else { return nil }
        self.init(page: page, box: box, mode: mode, dpi: json["dpi"]?.doubleValue ?? 300)
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("page")
        writer.integer(page)
        writer.key("box")
        box.write(to: &writer)
        writer.member("mode", mode.rawValue)
        writer.key("dpi")
        writer.decimal3(dpi)
        writer.endObject()
    }
}

/// What was seen in a second look.
public struct LookAnswer: Sendable, Hashable {
    /// A word of the answer.
    public struct Word: Sendable, Hashable {
        /// Its text.
        public var text: String
        /// Where, in points of the page.
        public var box: Box
        /// 0...1.
        public var confidence: Double

        /// A word that was seen.
        public init(text: String, box: Box, confidence: Double) {
            self.text = text
            self.box = box
            self.confidence = confidence
        }
    }

    /// What was recognised, in reading order; empty when nothing was or it could not be looked at.
    public var words: [Word]

    /// An answer.
    public init(words: [Word]) { self.words = words }

    /// Reads the object form.
    public init(json: JSONValue) {
        words = (json["words"]?.arrayValue ?? []).compactMap { word in
            guard let text = word["text"]?.stringValue, let box = word["box"].flatMap(Box.init(json:)) else {
                return nil
            }
            return Word(text: text, box: box, confidence: word["confidence"]?.doubleValue ?? 0)
        }
    }

    /// Writes the object form.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("words")
        writer.beginArray()
        for word in words {
            writer.beginObject()
            writer.member("text", word.text)
            writer.key("box")
            word.box.write(to: &writer)
            writer.key("confidence")
            writer.decimal3(word.confidence)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
