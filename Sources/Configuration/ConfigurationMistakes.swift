package import Pipelines

/// Everything that is wrong with what the service was told.
package struct ConfigurationMistakes: Error, Sendable, CustomStringConvertible {
    /// In the file.
    package let diagnostics: [Diagnostic]
    /// In the environment and on the command line.
    package let sentences: [String]

    package var description: String {
        (diagnostics.map(\.text) + sentences.map { "assay: \($0)" }).joined(separator: "\n")
    }
}
