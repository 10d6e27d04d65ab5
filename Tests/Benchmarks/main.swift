import Foundation
import Workers

// Prints each figure beside its anchor, measured in the same run and alternating with it.
do {
    let bench = try Bench()
    let wanted = Set(CommandLine.arguments.dropFirst(3))
    func measures(_ section: String) -> Bool { wanted.isEmpty || wanted.contains(section) }
    Figure.printHeader()
    if measures("text") { try await bench.text() }
    if measures("record") { try bench.record() }
    if measures("isolation") { try await bench.isolation() }
    if measures("cold") { try bench.cold() }
    if measures("check") { try bench.check() }
    if measures("respawn") { try await bench.respawn() }
    if measures("rules") { try bench.rules() }
    // A million invoices take a minute to put in, so this one is asked for by name.
    if wanted.contains("history") {
        try await bench.history(CommandLine.arguments.compactMap { Int($0) }.last ?? 1_000_000)
    }
    if measures("ocr") { try bench.ocr() }
    await bench.pool.shutdown()
} catch {
    FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
    exit(1)
}
