/// What a picture file says of its making: program, camera, dates.
package struct ImageTags: Sendable, Hashable {
    /// A name and its text.
    package struct Tag: Sendable, Hashable {
        /// snake_case: "software", "camera_model".
        package let name: String
        /// At most 200 characters, without control characters.
        package let text: String
    }

    /// All tags in the order in which they were found; a name stands once.
    package private(set) var all: [Tag] = []

    /// The text under that name.
    package subscript(name: String) -> String? { all.first { $0.name == name }?.text }

    /// Adds a tag; empty texts and repeated names are left out.
    mutating func add(_ name: String, _ bytes: UnsafeRawBufferPointer) {
        guard all.count < 32, self[name] == nil else { return }
        // Cameras pad with NUL and blanks.
        let head = bytes.prefix { $0 != 0 }.prefix(800)
        let text = String(decoding: head, as: UTF8.self).unicodeScalars
            .filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        var kept = String(String.UnicodeScalarView(text.prefix(200)))
        while kept.last == " " { kept.removeLast() }
        while kept.first == " " { kept.removeFirst() }
        guard !kept.isEmpty else { return }
        all.append(Tag(name: name, text: kept))
    }

    mutating func add(_ other: ImageTags) {
        for tag in other.all where self[tag.name] == nil && all.count < 32 { all.append(tag) }
    }

    /// The program that made an XMP packet's picture: `xmp:CreatorTool`, as attribute or element.
    mutating func add(xmp packet: UnsafeRawBufferPointer) {
        let key = Array("CreatorTool".utf8)
        let bytes = packet.prefix(65_536)
        guard bytes.count > key.count else { return }
        for start in bytes.startIndex..<(bytes.endIndex - key.count)
        where bytes[start] == key[0] && bytes[start..<start + key.count].elementsEqual(key) {
            var from = start + key.count
            let quotes: [UInt8] = [0x22, 0x27]
            let ends: [UInt8]
            if from < bytes.endIndex, bytes[from] == 0x3E {
                ends = [0x3C]
            } else {
                while from < bytes.endIndex, !quotes.contains(bytes[from]) { from += 1 }
                guard from < bytes.endIndex else { return }
                ends = [bytes[from]]
            }
            let text = bytes[min(from + 1, bytes.endIndex)...].prefix { !ends.contains($0) }
            add("creator_tool", UnsafeRawBufferPointer(rebasing: text))
            return
        }
    }
}
