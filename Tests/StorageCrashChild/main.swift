// Writes jobs into a data folder and prints each id as soon as the store has acknowledged it, until it is killed.
import AssayKit
import Glibc
import Storage
import StorageSQLite

guard CommandLine.arguments.count == 2 else {
    print("use: storage-crash-child DATA-FOLDER")
    exit(2)
}
let store: SQLiteStore
do {
    store = try SQLiteStore(CommandLine.arguments[1])
} catch {
    print("refused: \(error)")
    exit(3)
}
print("open")
fflush(nil)
try await withThrowingTaskGroup(of: Void.self) { group in
    for writer in 0..<8 {
        group.addTask {
            while true {
                let job = try await store.enqueue([
                    JobDraft(kind: "crash", payload: ["writer": .integer(writer)])
                ])[0].job
                let line = Array("\(job)\n".utf8)
                // One call a line: what arrives is whole.
                _ = write(STDOUT_FILENO, line, line.count)
            }
        }
    }
    try await group.waitForAll()
}
