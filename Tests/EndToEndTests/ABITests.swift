import AssayKit
import Files
import Foundation
import Testing

@Suite("The plugin ABI")
struct ABITests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private static let header = Program.repository + "/Sources/CAssayPlugin/include/assay_plugin.h"
    private static let fixtures = Program.repository + "/Tests/Fixtures/ABI"

    // MARK: - Layout

    /// The layout of a header as its compiler sees it: a line a version, constant, struct, member.
    ///
    /// What there is, is read from the header itself, so that nothing new goes unnoticed.
    private func layout(of header: String) throws -> [String] {
        let text = try FileSystem.readText(header).replacing(#/(?s)/\*.*?\*//#, with: "")
        var lines = ["version %u.%u\\n\", ASSAY_ABI_MAJOR, ASSAY_ABI_MINOR"]
        for body in text.matches(of: #/(?s)enum(?: \w+)? \{(.*?)\}/#) {
            for name in body.output.1.matches(of: #/ASSAY_\w+/#) {
                lines.append("value \(name.output) %ld\\n\", (long)\(name.output)")
            }
        }
        for macro in text.matches(of: #/#define (ASSAY_\w+) (0x)?[0-9a-f]+u/#) {
            lines.append("value \(macro.output.1) %lu\\n\", (unsigned long)\(macro.output.1)")
        }
        for found in text.matches(of: #/(?s)typedef struct (\w+) \{(.*?)\} \w+;/#) {
            let name = found.output.1
            lines.append("struct \(name) %zu\\n\", sizeof(\(name))")
            for declaration in found.output.2.split(separator: ";") {
                for member in Self.members(declaration) {
                    lines.append(
                        "member \(name).\(member) %zu %zu\\n\", offsetof(\(name), \(member)), "
                            + "sizeof(((\(name) *)0)->\(member))")
                }
            }
        }
        let source = try workspace.file(
            "layout.c",
            "#include \"\(header)\"\n#include <stdio.h>\nint main(void) {\n"
                + lines.map { "printf(\"\($0));\n" }.joined() + "}\n")
        let outcome = try Shell(folder: workspace.folder).run("cc -o layout '\(source)' && ./layout")
        try #require(outcome.status == 0, "\(outcome.said)")
        return outcome.said.split(separator: "\n").map(String.init)
    }

    /// The names in "float x0, y0", "float region[4]" and "void (*log)(…)".
    private static func members(_ declaration: Substring) -> [Substring] {
        if let function = declaration.firstMatch(of: #/\(\*(\w+)\)/#) { return [function.output.1] }
        return declaration.split(separator: ",").compactMap { part in
            part.firstMatch(of: #/(\w+)(?:\[\w+\])?\s*$/#).map(\.output.1)
        }
    }

    /// The tables of the versions that there have been, oldest first.
    private static func tables() throws -> [[String]] {
        try FileSystem.list(fixtures).filter { $0.name.hasSuffix(".txt") }.map { entry in
            try FileSystem.readText(entry.path).split(separator: "\n").map(String.init)
        }
    }

    @Test("the layout is that of its version; a change needs a step of the version, and a table of its own")
    func layoutIsPinned() throws {
        let now = try layout(of: Self.header)
        try #require(now.count > 150, "the header was not understood")
        let version = try #require(now.first).dropFirst("version ".count)
        let path = "\(Self.fixtures)/layout-\(version).txt"
        if ProcessInfo.processInfo.environment["ASSAY_STORE_LAYOUT"] == "1", !FileSystem.exists(path) {
            try FileSystem.write(text: now.joined(separator: "\n") + "\n", to: path)
        }
        let newest = try #require(try Self.tables().last)
        #expect(
            now.first == newest.first,
            "the version has no table; ASSAY_STORE_LAYOUT=1 swift test --filter ABITests stores its layout")
        let changes = now.difference(from: newest).map { "\($0)" }
        #expect(
            changes.isEmpty,
            "the layout has changed and the version has not: raise ASSAY_ABI_MINOR when members were only appended, else ASSAY_ABI_MAJOR"
        )
    }

    @Test("within a major version nothing that was there has moved or gone")
    func layoutOnlyGrows() throws {
        let tables = try Self.tables()
        for (older, newer) in zip(tables, tables.dropFirst()) {
            let majors = [older, newer].map { $0.first?.split(separator: ".").first }
            guard majors[0] == majors[1] else { continue }
            let kept = Set(newer)
            let lost = older.dropFirst().filter {
                !$0.hasPrefix("struct ") && !$0.hasPrefix("value ASSAY_ABI_MINOR ") && !kept.contains($0)
            }
            #expect(lost.isEmpty, "\(older.first ?? ""): \(lost)")
        }
    }

    @Test(
        "a change of any kind is seen",
        arguments: [
            ("uint32_t flags;  /* ASSAY_PAGE_... */", "uint16_t flags, more;"),
            ("    uint16_t reserved0;\n", ""),
            ("float width;", "double width;"), ("ASSAY_NOTIFY = 5", "ASSAY_NOTIFY = 6"),
            ("    float dpi; /* resolution", "    float height2; float dpi; /* resolution"),
            ("ASSAY_FAIL_REFUSED = 7", "ASSAY_FAIL_REFUSED = 7, ASSAY_FAIL_BORED = 8"),
            ("#define ASSAY_NO_FONT 0xffffu", "#define ASSAY_NO_FONT 0xfffeu"),
            ("void (*progress)(assay_call *call, float fraction);", ""),
        ])
    func changesAreSeen(_ old: String, _ new: String) throws {
        let text = try FileSystem.readText(Self.header)
        try #require(text.contains(old), "\(old)")
        let changed = try workspace.file("assay_plugin.h", text.replacing(old, with: new))
        #expect(try layout(of: changed) != layout(of: Self.header))
    }

    @Test(
        "the header in Rust, as plugin new writes it, has the same layout",
        .enabled(if: Shell.has("rustc") || Shell.runsSlowTests))
    func rust() throws {
        let shell = Shell(folder: workspace.folder)
        let new = try shell.run("assay plugin new acme.number --language rust --into .")
        try #require(new.status == 0, "\(new.said)")
        let door = try FileSystem.readText(workspace.folder + "/src/door.rs")
        var lines = [
            "ABI_MAGIC", "ABI_MAJOR", "ABI_MINOR", "RUN", "NOTIFY", "EXTRACTOR", "VALIDATOR", "NOTIFIER",
        ]
        .map { name in
            let constant = name.hasPrefix("ABI_") ? name.dropFirst(4) : name[...]
            return "println!(\"value ASSAY_\(name) {}\", abi::\(constant));"
        }
        for found in door.matches(of: #/(?s)pub struct (\w+) \{\n(.*?)\n    \}/#) {
            let name = found.output.1
            lines.append(
                "let whole = std::mem::MaybeUninit::<abi::\(name)>::uninit(); let start = whole.as_ptr();")
            for member in found.output.2.matches(of: #/pub (\w+): /#) {
                let cName = "assay_\(name.lowercased()).\(member.output.1)"
                lines.append(
                    "let part = unsafe { std::ptr::addr_of!((*start).\(member.output.1)) };"
                        + "println!(\"member \(cName) {} {}\", part as usize - start as usize, size(part));")
            }
        }
        _ = try workspace.file(
            "src/layout.rs",
            "mod door; mod json; use door::abi; fn size<T>(_: *const T) -> usize { std::mem::size_of::<T>() }\n"
                + "fn main() {\n\(lines.joined(separator: "\n"))\n}\n")
        let outcome = try shell.run("rustc --edition 2021 -A warnings -o layout src/layout.rs && ./layout")
        try #require(outcome.status == 0, "\(outcome.said)")
        let said = outcome.said.split(separator: "\n").map(String.init)
        let table = try #require(try Self.tables().last)
        #expect(said.count > 90 && said.filter { !table.contains($0) }.isEmpty, "\(said)")
        // None of the header's members is left out.
        for name in Set(said.compactMap { $0.firstMatch(of: #/^member (\w+)\./#)?.output.1 }) {
            let count = { (lines: [String]) in lines.count { $0.hasPrefix("member \(name).") } }
            #expect(count(said) == count(table), "\(name)")
        }
    }

    // MARK: - Older and other versions

    @Test("the frozen header of 1.0 has the layout of 1.0")
    func frozen() throws {
        let table = try FileSystem.readText(Self.fixtures + "/layout-1.0.txt")
        #expect(try layout(of: Self.fixtures + "/1.0/assay_plugin.h").joined(separator: "\n") + "\n" == table)
    }

    /// The C plugin of the fixtures, built against another header.
    private func plugin(header folder: String, abi: Int = 1) throws -> String {
        let source = Program.repository + "/Tests/Fixtures/CPlugin"
        let manifest = try FileSystem.readText(source + "/plugin.json")
            .replacing("\"abi\": 1", with: "\"abi\": \(abi)")
        let inside = try workspace.file(
            "manifest.h", "#define NUMBER_MANIFEST \(PluginKitTests.literal(manifest))\n")
        // The folder of a quoted include comes before those of -I.
        let copy = try workspace.file(
            "number.c",
            try FileSystem.readText(source + "/number.c")
                .replacing("<assay_plugin.h>", with: "\"\(folder)/assay_plugin.h\""))
        return try workspace.compile(
            copy, manifest: manifest, library: "libnumber.so", as: "plugins/number",
            flags: ["-include", inside])
    }

    @Test("a plugin built against the header of 1.0 conforms and runs")
    func older() throws {
        let folder = try plugin(header: Self.fixtures + "/1.0")
        let tested = try Program.run("plugin", "test", folder, "--patience", "30")
        #expect(tested.status == 0, "\(tested.out)")
        #expect(try Program.run("plugin", "inspect", folder, "--json").json["abi"] == "1.0")
        let pipeline = try workspace.pipeline("older", "  - uses: acme.number\n")
        let result = try Program.run(
            "run", "--plugins", workspace.folder + "/plugins", "-p", pipeline, Program.sample)
        #expect(try result.results.first?["fields"]?["invoice_number"]?["value"] == "INV-2026-001")
    }

    @Test("a plugin built for another major version is refused, and both are named", arguments: [1, 2])
    func otherMajor(_ manifest: Int) throws {
        let changed = try FileSystem.readText(Self.header)
            .replacing(#/(#define ASSAY_ABI_MAJOR) \w+/#) { "\($0.output.1) 2u" }
        _ = try workspace.file("other/assay_plugin.h", changed)
        let folder = try plugin(header: workspace.folder + "/other", abi: manifest)
        let told =
            manifest == 1
            ? "built for plugin ABI 2.1, and this host has 1.1" : "plugin ABI 2, and this host has 1;"
        let inspected = try Program.run("plugin", "inspect", folder)
        #expect(inspected.status == (manifest == 1 ? 1 : 2))
        #expect(inspected.err.contains(told), "\(inspected.err)")
        let pipeline = try workspace.pipeline("other", "  - uses: acme.number\n")
        let result = try Program.run(
            "run", "--plugins", workspace.folder + "/plugins", "-p", pipeline, Program.sample)
        #expect(result.status != 0)
        #expect((result.out + result.err).contains(told), "\(result.out)\(result.err)")
    }
}
