import Foundation
import Workers

// Prints each figure beside its anchor, measured in the same run and alternating with it.
do {
    let bench = try Bench()
    let wanted = Set(CommandLine.arguments.dropFirst(3))
    func measures(_ section: String) -> Bool { wanted.isEmpty || wanted.contains(section) }
    Figure.printHeader()
    if measures("text") { try await bench.text() }
    if measures("isolation") { try await bench.isolation() }
    if measures("cold") { try bench.cold() }
    if measures("check") { try bench.check() }
    if measures("respawn") { try await bench.respawn() }
    if measures("ocr") { try bench.ocr() }
    await bench.pool.shutdown()
} catch {
    FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
    exit(1)
}
