import Files
import Glibc
import Testing
import Tokens

@Suite("Signing keys")
struct KeyFolderTests {
    private static let day = 86_400
    private static let start = 1_800_000_000

    /// Runs `body` with a data folder of its own.
    private func withFolder(_ body: (String) throws -> Void) throws {
        var template = Array("/tmp/assay-keys-XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        // What is left in the temporary folder harms nobody.
        defer { try? FileSystem.remove(folder) }
        try body(folder)
    }

    @Test("they are made once and only the service's own user may read them")
    func made() throws {
        try withFolder { folder in
            let keys = KeyFolder(dataFolder: folder)
            let ring = try keys.open(now: Self.start)
            #expect(try keys.open(now: Self.start + 1) == ring)
            var status = stat()
            #expect(stat(keys.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
            #expect(stat(folder + "/keys", &status) == 0 && status.st_mode & 0o777 == 0o700)
            chmod(keys.path, 0o644)
            #expect(throws: KeyError.readable(path: keys.path)) { try keys.open(now: Self.start) }
        }
    }

    @Test("a key signs for 30 days, and the one before it is believed for an hour more")
    func rotation() throws {
        try withFolder { folder in
            let keys = KeyFolder(dataFolder: folder)
            let first = try keys.open(now: Self.start)
            #expect(try keys.open(now: Self.start + 30 * Self.day - 1) == first)
            let second = try keys.open(now: Self.start + 30 * Self.day)
            #expect(second.keys.count == 2 && second.keys.last == first.signing)
            #expect(second.refreshSecret == first.refreshSecret, "logins live on")
            #expect(try keys.open(now: Self.start + 30 * Self.day + 3599) == second)
            let third = try keys.open(now: Self.start + 30 * Self.day + 3600)
            #expect(third.keys == [second.signing])
            #expect(try keys.open(now: Self.start + 400 * Self.day).keys.count == 2)
        }
    }

    @Test(
        "a file that holds something else is named",
        arguments: [
            "", "{}", "[]", "null", #"{"refresh":"AAAA","keys":[]}"#, #"{"keys":[{"kid":"a"}]}"#, "\u{0}",
            #"{"refresh":"\#(secret)","keys":[]}"#,
            #"{"refresh":"\#(secret)","keys":[{"kid":"a","created_at":1,"secret":"c2hvcnQ"}]}"#,
            #"{"refresh":"\#(secret)","keys":[{"kid":"","created_at":1,"secret":"\#(secret)"}]}"#,
            #"{"refresh":"\#(secret)","keys":[{"kid":"a","created_at":-1,"secret":"\#(secret)"}]}"#,
        ])
    func damaged(_ text: String) throws {
        try withFolder { folder in
            let keys = KeyFolder(dataFolder: folder)
            try FileSystem.makeDirectory(folder + "/keys", mode: 0o700)
            try FileSystem.write(text: text, to: keys.path, mode: 0o600)
            #expect(throws: KeyError.damaged(path: keys.path)) { try keys.open(now: Self.start) }
        }
    }

    private static let secret = String(repeating: "A", count: 43)

    @Test("an operator's own secret")
    func own() throws {
        let error = #expect(throws: KeyError.shortSecret(5)) { try KeyRing.from(secret: "short") }
        #expect(error?.description.contains("at least 32") == true)
        let one = try KeyRing.from(secret: String(repeating: "x", count: 32))
        let again = try KeyRing.from(secret: String(repeating: "x", count: 32))
        let other = try KeyRing.from(secret: String(repeating: "y", count: 32))
        #expect(one == again && one.signing.name != other.signing.name)
        #expect(one.refreshSecret != one.signing.secret)
    }
}
