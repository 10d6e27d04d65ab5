internal import Accounts
internal import Files
internal import IndianTax
package import Storage
internal import YAML

/// What a new installation is given to begin with: users and vendors, from YAML files of one folder.
package struct SeedFile: Sendable, Hashable {
    /// A user; the password is made when they are.
    package struct SeedUser: Sendable, Hashable {
        package let email: String
        package let username: String
        package let role: Role
    }

    /// A supplier that is known beforehand.
    package struct SeedVendor: Sendable, Hashable {
        package let name: String
        package let gstin: String
        package let status: Vendor.Status
    }

    package var users: [SeedUser] = []
    package var vendors: [SeedVendor] = []

    /// Reads `users.yaml` and `vendors.yaml` of a folder, as far as they are there.
    ///
    /// - Throws: ``SeedError`` with file, line and column.
    package init(folder: String) throws(SeedError) {
        users = try Self.entries("users", folder).map { entry throws(SeedError) in try Self.user(entry) }
        vendors = try Self.entries("vendors", folder).map { entry throws(SeedError) in try Self.vendor(entry)
        }
    }

    /// An entry of a list, and where its file is.
    private struct Entry {
        let node: YAMLNode
        let path: String

        func problem(_ sentence: String, at node: YAMLNode? = nil) -> SeedError {
            let place = (node ?? self.node).span.start
            return SeedError("\(path):\(place.line):\(place.column): \(sentence)")
        }

        func text(_ name: String) throws(SeedError) -> String {
            guard let text = node[name]?.scalar?.text, !text.isEmpty else {
                throw problem("\(name) is missing; write \(name): and its value")
            }
            return text
        }

        func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String) throws(SeedError) -> Word {
            let text = try text(name)
            guard let word = Word(rawValue: text) else {
                let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
                throw problem("\(name) is \"\(text)\"; write one of \(known)", at: node[name])
            }
            return word
        }

        func check(only names: Set<String>) throws(SeedError) {
            for member in node.mapping ?? [] where !names.contains(member.key.scalar?.text ?? "") {
                throw problem(
                    "\(member.key.scalar?.text ?? "this") means nothing here; there are \(names.sorted().joined(separator: ", "))",
                    at: member.key)
            }
        }
    }

    private static func entries(_ name: String, _ folder: String) throws(SeedError) -> [Entry] {
        let path = FilePath.join(folder, name + ".yaml")
        guard FileSystem.exists(path) else { return [] }
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.read(path, limit: 1 << 20)
        } catch {
            throw SeedError("\(error)")
        }
        let (document, problems) = YAMLReader.readDocument(YAMLSource(name: path, bytes: bytes))
        if let first = problems.first {
            throw SeedError("\(path):\(first.span.start.line):\(first.span.start.column): \(first.message)")
        }
        guard let list = document?[name]?.sequence else {
            throw SeedError("\(path): it holds no list \(name); begin with \(name): and an entry a line")
        }
        return list.map { Entry(node: $0, path: path) }
    }

    private static func user(_ entry: Entry) throws(SeedError) -> SeedUser {
        try entry.check(only: ["email", "username", "role"])
        do {
            return SeedUser(
                email: try CredentialRules.email(try entry.text("email")),
                username: try CredentialRules.username(try entry.text("username")),
                role: try entry.word("role"))
        } catch let error as AccountError {
            throw entry.problem("\(error)")
        } catch let error as SeedError {
            throw error
        } catch {
            throw entry.problem("\(error)")
        }
    }

    private static func vendor(_ entry: Entry) throws(SeedError) -> SeedVendor {
        try entry.check(only: ["name", "gstin", "status"])
        let text = try entry.text("gstin")
        guard let gstin = GSTIN(text), gstin.isValid else {
            throw entry.problem(
                "\"\(text)\" is no GSTIN; check its 15 characters, the last one is a check digit",
                at: entry.node["gstin"])
        }
        return SeedVendor(name: try entry.text("name"), gstin: gstin.text, status: try entry.word("status"))
    }
}

/// A mistake in a seed file.
package struct SeedError: Error, Sendable, Equatable, CustomStringConvertible {
    /// File, line, column, and one sentence with the mend.
    package let description: String

    init(_ description: String) { self.description = description }
}
