/// One call: steps of one library, run one after the other on the same input.
package struct CallMessage: Sendable, Equatable {
    /// One step: a component of the library with its options.
    package struct Step: Sendable, Equatable {
        /// The component's id.
        package var component: String
        /// A JSON object.
        package var options: [UInt8]

        /// A step with these values.
        package init(component: String, options: [UInt8]) {
            self.component = component
            self.options = options
        }
    }

    /// How pictures are wanted; the members of `assay_image_request`.
    package struct ImageRequest: Sendable, Equatable {
        /// `assay_encoding`.
        package var encoding: UInt32
        /// Pixels per inch; 0 leaves it to the reader.
        package var dpi: Float
        /// `ASSAY_IMAGE_...`.
        package var flags: UInt32
        /// x0 y0 x1 y1, points.
        package var region: [Float]

        /// A request with these values; a region that has not four numbers becomes four zeros.
        package init(encoding: UInt32, dpi: Float, flags: UInt32, region: [Float]) {
            self.encoding = encoding
            self.dpi = dpi
            self.flags = flags
            self.region = region.count == 4 ? region : [0, 0, 0, 0]
        }
    }

    /// `assay_request`.
    package var request: UInt32
    /// Milliseconds; 0 means no limit.
    package var timeout: UInt64
    /// The document's display name.
    package var name: String
    /// Bytes of the document whose descriptor comes along.
    package var document: UInt64?
    /// Bytes of the source whose descriptor comes along, after the document's.
    package var source: UInt64?
    /// The record or event as JSON.
    package var record: [UInt8]
    /// Answers to what the component asked for, as a JSON array.
    package var looks: [UInt8]
    /// Page numbers, ascending, from 1.
    package var pages: [UInt32]
    /// How pictures are wanted.
    package var image: ImageRequest?
    /// At least one.
    package var steps: [Step]

    /// A message with these values.
    package init(
        request: UInt32, timeout: UInt64, name: String, document: UInt64?, source: UInt64?, record: [UInt8],
        looks: [UInt8], pages: [UInt32], image: ImageRequest?, steps: [Step]
    ) {
        self.request = request
        self.timeout = timeout
        self.name = name
        self.document = document
        self.source = source
        self.record = record
        self.looks = looks
        self.pages = pages
        self.image = image
        self.steps = steps
    }

    /// The message in these bytes.
    package init(_ bytes: [UInt8]) throws(FrameError) {
        var reader = ByteReader(bytes)
        request = try reader.number()
        timeout = try reader.number()
        name = try reader.text()
        document = try reader.optional { reader throws(FrameError) in try reader.number() }
        source = try reader.optional { reader throws(FrameError) in try reader.number() }
        record = try reader.run()
        looks = try reader.run()
        pages = try reader.list { reader throws(FrameError) in try reader.number() }
        image = try reader.optional { reader throws(FrameError) in
            ImageRequest(
                encoding: try reader.number(), dpi: try reader.fraction(), flags: try reader.number(),
                region: try reader.list { reader throws(FrameError) in try reader.fraction() })
        }
        steps = try reader.list { reader throws(FrameError) in
            Step(component: try reader.text(), options: try reader.run())
        }
    }

    /// The message's bytes.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.reserve(256 + record.count + looks.count)
        writer.number(request)
        writer.number(timeout)
        writer.text(name)
        writer.optional(document) { $0.number($1) }
        writer.optional(source) { $0.number($1) }
        writer.run(record)
        writer.run(looks)
        writer.list(pages) { $0.number($1) }
        writer.optional(image) { writer, image in
            writer.number(image.encoding)
            writer.number(image.dpi)
            writer.number(image.flags)
            writer.list(image.region) { $0.number($1) }
        }
        writer.list(steps) { writer, step in
            writer.text(step.component)
            writer.run(step.options)
        }
        return writer.bytes
    }
}
