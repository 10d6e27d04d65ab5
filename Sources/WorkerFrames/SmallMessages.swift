/// A loaded library introduces itself.
package struct ReadyMessage: Sendable, Equatable {
    /// One component as the library's own table names it.
    package struct Component: Sendable, Equatable {
        /// Its id.
        package var id: String
        /// `assay_kind`.
        package var kind: UInt32

        /// A component with these values.
        package init(id: String, kind: UInt32) {
            self.id = id
            self.kind = kind
        }
    }

    /// The ABI that it was compiled for.
    package var abiMajor: UInt32
    /// The ABI's minor version.
    package var abiMinor: UInt32
    /// The compiler, as the library names it; may be empty.
    package var builtWith: String
    /// The embedded manifest's bytes.
    package var manifest: [UInt8]
    /// What it holds.
    package var components: [Component]
    /// Layers of the sandbox that this machine lacks.
    package var missingLayers: [String]

    /// A message with these values.
    package init(
        abiMajor: UInt32, abiMinor: UInt32, builtWith: String, manifest: [UInt8], components: [Component],
        missingLayers: [String]
    ) {
        self.abiMajor = abiMajor
        self.abiMinor = abiMinor
        self.builtWith = builtWith
        self.manifest = manifest
        self.components = components
        self.missingLayers = missingLayers
    }

    /// The message in these bytes.
    package init(_ bytes: [UInt8]) throws(FrameError) {
        var reader = ByteReader(bytes)
        abiMajor = try reader.number()
        abiMinor = try reader.number()
        builtWith = try reader.text()
        manifest = try reader.run()
        components = try reader.list { reader throws(FrameError) in
            Component(id: try reader.text(), kind: try reader.number())
        }
        missingLayers = try reader.list { reader throws(FrameError) in try reader.text() }
    }

    /// The message's bytes.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.number(abiMajor)
        writer.number(abiMinor)
        writer.text(builtWith)
        writer.run(manifest)
        writer.list(components) { writer, component in
            writer.text(component.id)
            writer.number(component.kind)
        }
        writer.list(missingLayers) { $0.text($1) }
        return writer.bytes
    }
}

/// Why a worker cannot serve its library.
package struct RefusalMessage: Sendable, Equatable {
    /// A stable word: `load`, `abi`, `entry`, `sandbox`.
    package var code: String
    /// One sentence without the library's name: what is wrong and the mend.
    package var message: String

    /// A message with these values.
    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    /// The message in these bytes.
    package init(_ bytes: [UInt8]) throws(FrameError) {
        var reader = ByteReader(bytes)
        code = try reader.text()
        message = try reader.text()
    }

    /// The message's bytes.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.text(code)
        writer.text(message)
        return writer.bytes
    }
}

/// A line that a plugin logged.
package struct LogMessage: Sendable, Equatable {
    /// `assay_level`.
    package var level: Int32
    /// The line.
    package var text: String

    /// A message with these values.
    package init(level: Int32, text: String) {
        self.level = level
        self.text = text
    }

    /// The message in these bytes.
    package init(_ bytes: [UInt8]) throws(FrameError) {
        var reader = ByteReader(bytes)
        level = try reader.number()
        text = try reader.text()
    }

    /// The message's bytes.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.number(level)
        writer.text(text)
        return writer.bytes
    }
}

/// The history's answer to a question.
package struct AnswerMessage: Sendable, Equatable {
    /// Whether the question was understood and answered in time.
    package var isAnswered: Bool
    /// JSON, or a sentence when it was not answered.
    package var answer: [UInt8]

    /// A message with these values.
    package init(isAnswered: Bool, answer: [UInt8]) {
        self.isAnswered = isAnswered
        self.answer = answer
    }

    /// The message in these bytes.
    package init(_ bytes: [UInt8]) throws(FrameError) {
        var reader = ByteReader(bytes)
        isAnswered = try reader.number(UInt32.self) != 0
        answer = try reader.run()
    }

    /// The message's bytes.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.number(UInt32(isAnswered ? 1 : 0))
        writer.run(answer)
        return writer.bytes
    }
}
