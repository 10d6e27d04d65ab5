import Storage
import StorageConformance
import StorageSQLite
import Testing

@Suite("SQLite storage: conformance")
struct ConformanceTests {
    @Test("conforms", arguments: ConformanceCase.all)
    func conforms(_ sample: ConformanceCase) async throws {
        let folder = try Folder()
        let time = FakeTime()
        let store = try SQLiteStore(folder.path, time: time)
        defer { store.close() }
        try await sample.check(Bench(store, time: time))
    }
}
