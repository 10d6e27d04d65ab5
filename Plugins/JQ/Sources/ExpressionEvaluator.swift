package import AssayKit

/// Evaluates a list of jq expressions in one go: they are one program, compiled once.
package final class ExpressionEvaluator {
    /// Expressions that can't be compiled.
    package struct CompileFailure: Error, Equatable {
        /// One expression's trouble.
        package struct Entry: Equatable, Sendable {
            /// Of the expression, from 0.
            package let index: Int
            /// jq's words.
            package let message: String
            /// Of the expression's text, from 1; nil when jq names none.
            package let line: Int?
            /// Of the expression's text in Unicode scalars, from 1; nil when it isn't known.
            package let character: Int?

            init(index: Int, message: String, line: Int? = nil, character: Int? = nil) {
                self.index = index
                self.message = message
                self.line = line
                self.character = character
            }
        }

        package let entries: [Entry]

        /// One line an expression, "expression 0, line 1: …" or "expression 0, character 5: …", which the host reads
        /// back.
        package var text: String {
            entries.map { entry in
                let place =
                    entry.character.map { ", character \($0)" } ?? entry.line.map { ", line \($0)" } ?? ""
                return "expression \(entry.index)\(place): \(entry.message)"
            }.joined(separator: "\n")
        }
    }

    /// A record's expressions see the record and nothing else, so what reaches out of it is shadowed.
    private static let prelude =
        [
            "env", "input", "inputs", "input_filename", "input_line_number", "halt", "halt_error",
            "get_search_list",
        ]
        .map { "def \($0): error(\"\($0) isn't available in expressions\"); " }.joined()
        + "def halt_error($code): halt_error; def modulemeta: error(\"modulemeta isn't available in expressions\"); "
        + "def debug: .; def stderr: .; {} as $ENV | {} as $__prog_args |\n"

    /// How many expressions one evaluator takes.
    package static let maximumExpressions = 1000

    private let program: JQProgram
    private let count: Int

    /// Compiles expressions.
    ///
    /// - Throws: Every expression that can't be compiled.
    package init(_ expressions: [String]) throws(CompileFailure) {
        guard expressions.count <= Self.maximumExpressions else {
            let message = "at most \(Self.maximumExpressions) expressions are taken"
            throw CompileFailure(entries: [.init(index: Self.maximumExpressions, message: message)])
        }
        count = expressions.count
        guard expressions.allSatisfy({ BracketBalance.mistake(in: $0) == nil }) else {
            throw Self.located(expressions, "brackets aren't balanced")
        }
        // A line break ends a comment that an expression may end with.
        let parts = expressions.map { "(try [first((\($0)\n))] catch {error: .})" }
        do {
            program = try JQProgram(Self.prelude + "[" + parts.joined(separator: ",\n") + "]")
        } catch {
            throw Self.located(expressions, error.message)
        }
    }

    /// Compiles one by one to find the culprits; only ever done after a failure.
    private static func located(_ expressions: [String], _ whole: String) -> CompileFailure {
        var entries: [CompileFailure.Entry] = []
        for (index, expression) in expressions.enumerated() {
            if let mistake = BracketBalance.mistake(in: expression) {
                entries.append(.init(index: index, message: mistake.message, character: mistake.character))
                continue
            }
            do {
                _ = try JQProgram(prelude + expression)
            } catch {
                // The prelude is a line of its own.
                let line = error.line.map { max(1, $0 - 1) }
                entries.append(.init(index: index, message: error.message, line: line))
            }
        }
        return CompileFailure(
            entries: entries.isEmpty ? [.init(index: 0, message: whole)] : entries)
    }

    /// Evaluates all expressions on one input.
    ///
    /// - Parameter input: JSON.
    /// - Returns: `{"results": [{"value": …} | {"error": "…"}, …]}`, in the order of the expressions; an expression
    ///   without any result has the value null.
    /// - Throws: ``PluginError`` when the input isn't JSON or the program stops as a whole.
    package func evaluate(_ input: UnsafeRawBufferPointer) throws(PluginError) -> [UInt8] {
        let results: [JSONValue]
        do {
            guard let output = try program.run(input) else {
                throw PluginError(.internal, code: "no_result", "the expressions gave no result")
            }
            results = try JSONParser.parse(output).arrayValue ?? []
        } catch let error as PluginError {
            throw error
        } catch let error as JQProgram.Failure {
            throw PluginError(.internal, code: "expression", error.message)
        } catch {
            throw PluginError(.internal, code: "expression", "jq's answer can't be read: \(error)")
        }
        guard results.count == count else {
            throw PluginError(
                .internal, code: "expression", "\(count) expressions gave \(results.count) results")
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("results")
        writer.beginArray()
        for result in results {
            writer.beginObject()
            if let values = result.arrayValue {
                writer.key("value")
                writer.value(values.first ?? .null)
            } else {
                writer.key("error")
                let error = result["error"] ?? .null
                writer.string(error.stringValue ?? JSONWriter.text(error))
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}
