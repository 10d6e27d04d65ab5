/// A layer of the sandbox; the raw values are the names that an operator uses to do without one.
package enum SandboxLayer: String, Sendable, CaseIterable {
    /// System calls are filtered.
    case seccomp
    /// Files are closed but for a list of folders.
    case landlock
    /// No program can raise its rights.
    case noNewPrivileges = "no-new-privs"
    /// Memory files can be sealed against change.
    case sealing
}

/// What a worker may do and use; read before anything of the plugin's.
package struct SetupMessage: Sendable, Equatable {
    /// The host's process id.
    package var host: Int32
    /// The library's name, for messages.
    package var library: String
    /// Address space, bytes.
    package var memory: UInt64
    /// The longest file that may be written, bytes.
    package var fileSize: UInt64
    /// Open descriptors at a time.
    package var openFiles: UInt64
    /// Whether it may open sockets.
    package var network: Bool
    /// Whether it may ask the history.
    package var history: Bool
    /// Files and folders that may be read; those that are missing are passed over.
    package var readable: [String]
    /// Layers that may be missing, by name.
    package var dispensable: [String]

    /// A message with these values.
    package init(
        host: Int32, library: String, memory: UInt64, fileSize: UInt64, openFiles: UInt64, network: Bool,
        history: Bool, readable: [String], dispensable: [String]
    ) {
        self.host = host
        self.library = library
        self.memory = memory
        self.fileSize = fileSize
        self.openFiles = openFiles
        self.network = network
        self.history = history
        self.readable = readable
        self.dispensable = dispensable
    }

    /// The message in these bytes.
    package init(_ bytes: [UInt8]) throws(FrameError) {
        var reader = ByteReader(bytes)
        host = try reader.number()
        library = try reader.text()
        memory = try reader.number()
        fileSize = try reader.number()
        openFiles = try reader.number()
        network = try reader.number(UInt32.self) != 0
        history = try reader.number(UInt32.self) != 0
        readable = try reader.list { reader throws(FrameError) in try reader.text() }
        dispensable = try reader.list { reader throws(FrameError) in try reader.text() }
    }

    /// The message's bytes.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.number(host)
        writer.text(library)
        writer.number(memory)
        writer.number(fileSize)
        writer.number(openFiles)
        writer.number(UInt32(network ? 1 : 0))
        writer.number(UInt32(history ? 1 : 0))
        writer.list(readable) { $0.text($1) }
        writer.list(dispensable) { $0.text($1) }
        return writer.bytes
    }
}
