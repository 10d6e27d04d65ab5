import Foundation
import Testing
import YAML

/// The cases of yaml-test-suite, when `ASSAY_VECTORS` names the folder that holds them.
@Suite("yaml-test-suite", .enabled(if: ProcessInfo.processInfo.environment["ASSAY_VECTORS"] != nil))
struct VectorTests {
    static var files: [URL] {
        guard let folder = ProcessInfo.processInfo.environment["ASSAY_VECTORS"] else {
            return []
        }
        let yaml = URL(fileURLWithPath: folder).appendingPathComponent("yaml")
        let found = try? FileManager.default.contentsOfDirectory(at: yaml, includingPropertiesForKeys: nil)
        return (found ?? []).filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
    }

    /// The suite writes invisible characters as visible ones.
    static func plain(_ text: String) -> String {
        var text = text
        for dashes in ["————»", "———»", "——»", "—»", "»"] {
            text = text.replacingOccurrences(of: dashes, with: "\t")
        }
        for (sign, meaning) in [("␣", " "), ("↵", ""), ("←", "\r"), ("⇔", "\u{FEFF}"), ("∎\n", "")] {
            text = text.replacingOccurrences(of: sign, with: meaning)
        }
        return text
    }

    static func json(_ node: YAMLNode) -> Any {
        switch node.content {
        case .sequence(let items):
            return items.map(json)
        case .mapping(let entries):
            return Dictionary(
                entries.map { ($0.key.scalar?.text ?? "", json($0.value)) },
                uniquingKeysWith: { _, last in last })
        case .scalar(let scalar):
            switch scalar.value {
            case .null: return NSNull()
            case .bool(let value): return value
            case .integer(let value): return value
            case .float(let value): return value
            case .string(let value): return value
            }
        }
    }

    @Test("no case traps or hangs, and what libyaml can read is read right")
    func suite() throws {
        let files = Self.files
        #expect(files.count > 300)
        var compared = 0
        var equal = 0
        var refused = 0
        var toRefuse = 0
        var different: [String] = []
        for file in files {
            let bytes = try Data(contentsOf: file)
            let outer = YAMLReader.read(YAMLSource(name: file.lastPathComponent, bytes: Array(bytes)))
            #expect(outer.problems.isEmpty, "\(file.lastPathComponent): \(outer.problems)")
            for sample in outer.documents.first?.sequence ?? [] {
                guard let text = sample["yaml"]?.scalar?.text else {
                    continue
                }
                let source = YAMLSource(name: "case", text: Self.plain(text))
                let (outcome, spent) = timed { YAMLReader.read(source) }
                #expect(spent < 1000, "\(file.lastPathComponent)")
                if sample["fail"]?.scalar?.value == .bool(true) {
                    toRefuse += 1
                    refused += outcome.problems.isEmpty ? 0 : 1
                } else if let json = sample["json"]?.scalar?.text, outcome.documents.count == 1,
                    let wanted = try? JSONSerialization.jsonObject(
                        with: Data(json.utf8), options: .fragmentsAllowed)
                {
                    compared += 1
                    if NSArray(object: Self.json(outcome.documents[0])).isEqual(to: [wanted]) {
                        equal += 1
                    } else {
                        different.append(file.lastPathComponent)
                    }
                }
            }
        }
        print(
            "yaml-test-suite: \(equal) of \(compared) equal, \(refused) of \(toRefuse) refused; \(different)")
        #expect(equal * 100 >= compared * 95)
        #expect(refused * 100 >= toRefuse * 70)
    }
}
