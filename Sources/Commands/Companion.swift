internal import Files
internal import Glibc

/// A program beside `assay` that does some of its commands.
///
/// What only they need (a drawing library, a web server) is then not loaded when a document is read: most of the time
/// of a short run is spent on loading libraries.
package struct Companion: Sendable {
    /// The program's file: "assay-samples".
    package let program: String
    /// Its commands' names, each with the line for the list of commands.
    package let commands: [(name: String, summary: String)]

    package init(_ program: String, _ commands: [(name: String, summary: String)]) {
        self.program = program
        self.commands = commands
    }

    /// Whether the words name one of its commands, or begin one.
    func takes(_ words: [String]) -> Bool {
        guard let first = words.first else { return false }
        return commands.contains { $0.name == first || $0.name.hasPrefix(first + " ") }
    }

    /// Becomes the program.
    ///
    /// - Returns: Only when that fails: why, with the mend.
    func become(_ words: [String]) -> String {
        let path = FilePath.join(ExecutableLocation.folder, program)
        var arguments: [UnsafeMutablePointer<CChar>?] = ([path] + words).map { strdup($0) }
        arguments.append(nil)
        defer { arguments.forEach { free($0) } }
        execv(path, arguments)
        let reason = String(cString: strerror(errno))
        return
            "assay: \(path) can't be started (\(reason)); build or install assay again, it belongs beside assay"
    }
}
