internal import AssayKit

/// Puts windows of pages together by page number.
enum PageSplicing {
    /// One document out of several, with damaged empty pages where pages are missing.
    ///
    /// - Parameters:
    ///   - parts: Documents in ascending order of their pages.
    ///   - frames: A document with the sizes of all pages, where there is one.
    ///   - missing: Numbers of the pages that are in no part.
    /// - Returns: A document of all pages.
    /// - Throws: ``DocumentError`` when a part is no document.
    static func joined(
        _ parts: [any Payload], frames: (any Payload)? = nil, missing: [Int] = []
    ) throws -> any Payload {
        var builder = DocumentBuilder()
        var gaps = missing[...]
        func fillGaps(before number: Int, _ builder: inout DocumentBuilder) throws {
            while let gap = gaps.first, gap < number {
                gaps.removeFirst()
                try appendFrame(gap, of: frames, to: &builder)
            }
        }
        var last = 0
        if let metadata = try metadata(of: [frames].compactMap(\.self) + parts) {
            builder.metadata = metadata
        }
        for part in parts {
            try part.withDocument { view in
                for index in 0..<view.pageCount where view.page(at: index).number > last {
                    last = view.page(at: index).number
                    try fillGaps(before: last, &builder)
                    builder.appendPage(at: index, of: view)
                }
            }
        }
        try fillGaps(before: Int.max, &builder)
        return MemoryPayload(builder.encoded())
    }

    /// The document with the words of some pages replaced.
    ///
    /// - Parameters:
    ///   - base: The document so far.
    ///   - pages: Documents that hold whole new pages, each page at most once.
    ///   - flags: Added to the flags of the new pages.
    /// - Returns: A document of the same pages.
    /// - Throws: ``DocumentError`` when one of them is no document.
    static func replacing(
        in base: any Payload, with pages: [any Payload], adding flags: PageFlags
    ) throws -> any Payload {
        var places: [Int: (part: Int, index: Int)] = [:]
        for (part, payload) in pages.enumerated() {
            try payload.withDocument { view in
                for index in 0..<view.pageCount { places[view.page(at: index).number] = (part, index) }
            }
        }
        var builder = DocumentBuilder()
        try base.withDocument { view in
            builder.metadata = view.metadata
            for index in 0..<view.pageCount {
                let old = view.page(at: index)
                if let place = places[old.number] {
                    try pages[place.part].withDocument { new in
                        builder.appendPage(
                            at: place.index, of: new, parts: .words, adding: old.flags.union(flags))
                    }
                } else {
                    builder.appendPage(at: index, of: view)
                }
            }
        }
        return MemoryPayload(builder.encoded())
    }

    /// The document with further metadata; what is known under the same name gives way.
    ///
    /// - Throws: ``DocumentError`` when it is no document.
    static func noting(_ facts: JSONObject, in base: any Payload) throws -> any Payload {
        var builder = DocumentBuilder()
        try base.withDocument { view in
            var known = view.metadata.objectValue ?? JSONObject()
            for member in facts.members { known[member.key] = member.value }
            builder.metadata = .object(known)
            for index in 0..<view.pageCount { builder.appendPage(at: index, of: view) }
        }
        return MemoryPayload(builder.encoded())
    }

    /// What the frames say of the file, else the part that holds the first page: it says more than later ones.
    private static func metadata(of payloads: [any Payload]) throws -> JSONValue? {
        for payload in payloads {
            let found = try payload.withDocument { $0.metadata }
            if found.objectValue?.isEmpty == false { return found }
        }
        return nil
    }

    private static func appendFrame(
        _ number: Int, of frames: (any Payload)?, to builder: inout DocumentBuilder
    ) throws {
        let count = builder.pageCount
        try frames?.withDocument { view in
            for index in 0..<view.pageCount where view.page(at: index).number == number {
                let page = view.page(at: index)
                builder.addPage(
                    number: number, width: page.width, height: page.height, rotation: page.rotation,
                    dpi: page.dpi,
                    flags: page.flags.subtracting([.hasText, .wordsRead]).union(.damaged))
            }
        }
        if builder.pageCount == count {
            builder.addPage(number: number, width: 0, height: 0, flags: .damaged)
        }
    }
}
