import Files
import Glibc
import Testing

@Suite("files")
struct FileSystemTests {
    private func inTemporaryFolder(_ body: (String) throws -> Void) throws {
        var template = Array("/tmp/assay-files-XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&template))
        let folder = String(cString: made)
        defer { #expect(throws: Never.self) { try FileSystem.remove(folder) } }
        try body(folder)
    }

    @Test("what is written is read, whatever its size", arguments: [0, 1, 4095, 4096, 4097, 300_000])
    func roundTrip(size: Int) throws {
        try inTemporaryFolder { folder in
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
            let path = FilePath.join(folder, "x")
            try FileSystem.write([1, 2, 3], to: path)
            try FileSystem.write(bytes, to: path)
            #expect(try FileSystem.read(path) == bytes)
            #expect(try FileSystem.size(path) == size)
            #expect(try FileSystem.list(folder).map(\.name) == ["x"], "no temporary file is left")
        }
    }

    @Test("a file in /proc, whose size is given as 0, is read whole")
    func sizeless() throws {
        #expect(try FileSystem.readText("/proc/self/status").contains("VmRSS"))
    }

    @Test("listing goes down when asked, hides dots, survives a circular link")
    func listing() throws {
        try inTemporaryFolder { folder in
            try FileSystem.makeDirectory(folder + "/b/c")
            for name in ["a", "b/c/d", ".hidden"] { try FileSystem.write([], to: folder + "/" + name) }
            #expect(symlink(folder, folder + "/b/loop") == 0)
            let down = try FileSystem.list(folder, recursive: true)
            #expect(
                down.map { String($0.path.dropFirst(folder.count + 1)) } == [
                    "a", "b", "b/c", "b/c/d", "b/loop",
                ])
            #expect(down.map(\.isDirectory) == [false, true, true, false, true])
            #expect(try FileSystem.list(folder, hidden: true).map(\.name) == [".hidden", "a", "b"])
        }
    }

    @Test("errors name the path, the cause and the mend")
    func errors() throws {
        try inTemporaryFolder { folder in
            let cases: [(String, () throws -> Void)] = [
                (
                    "cannot read \(folder)/no: No such file or directory; check the path",
                    {
                        _ = try FileSystem.read(folder + "/no")
                    }
                ),
                (
                    "cannot read \(folder): Is a directory; name a file, not a folder",
                    {
                        _ = try FileSystem.read(folder)
                    }
                ),
                (
                    "cannot list \(folder)/no: No such file or directory; check the path",
                    {
                        _ = try FileSystem.list(folder + "/no")
                    }
                ),
                (
                    "cannot read \(folder)/long: it is longer than 2 bytes; use a smaller file",
                    {
                        try FileSystem.write([1, 2, 3], to: folder + "/long")
                        _ = try FileSystem.read(folder + "/long", limit: 2)
                    }
                ),
                (
                    "cannot read \(folder)/bytes: it is not UTF-8 text; save it as UTF-8",
                    {
                        try FileSystem.write([0xff], to: folder + "/bytes")
                        _ = try FileSystem.readText(folder + "/bytes")
                    }
                ),
            ]
            for (sentence, work) in cases {
                #expect { try work() } throws: { "\($0)" == sentence }
            }
        }
    }
}

@Suite("paths")
struct FilePathTests {
    @Test(
        "parts of a path",
        arguments: [
            ("a/b.PDF", "a", "b.PDF", "b", "pdf"), ("b", ".", "b", "b", ""), ("/b/", "/", "b", "b", ""),
            ("/", "/", "/", "/", ""), ("a/.hidden", "a", ".hidden", ".hidden", ""),
            ("a//b.tar.gz", "a", "b.tar.gz", "b.tar", "gz"),
        ])
    func parts(path: String, parent: String, basename: String, stem: String, fileExtension: String) {
        #expect(FilePath.parent(path) == parent)
        #expect(FilePath.basename(path) == basename)
        #expect(FilePath.stem(path) == stem)
        #expect(FilePath.fileExtension(path) == fileExtension)
    }

    @Test("joining and making absolute")
    func joining() {
        #expect(FilePath.join("a", "b") == "a/b")
        #expect(FilePath.join("a/", "b") == "a/b")
        #expect(FilePath.join("a", "/b") == "/b")
        #expect(FilePath.absolute("/a/./b/../c/") == "/a/c")
        #expect(FilePath.absolute("/../x") == "/x")
        #expect(FilePath.isInside("/a/b/../c", folder: "/a"))
        #expect(!FilePath.isInside("/a/../b", folder: "/a"))
        #expect(!FilePath.isInside("/ab", folder: "/a"))
    }
}
