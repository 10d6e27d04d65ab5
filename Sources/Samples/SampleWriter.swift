internal import Glibc

/// Writes samples into a folder.
package enum SampleWriter {
    /// Writes all files of a request, in place of what stood under their names.
    ///
    /// - Parameters:
    ///   - request: Which samples, and where.
    ///   - wrote: Called after each file with its path.
    /// - Throws: `SampleError` when the request cannot be met or a file cannot be written.
    package static func write(
        _ request: SampleRequest, wrote: (String) -> Void = { _ in }
    ) throws(SampleError) {
        let generator = try SampleGenerator(request)
        try makeFolder(request.folder)
        for index in 0..<request.count {
            for file in try generator.files(at: index) {
                let path = request.folder + "/" + file.name
                try write(file.bytes, to: path)
                wrote(path)
            }
        }
    }

    private static func makeFolder(_ path: String) throws(SampleError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made == "/" ? "" : "/") + part
            guard mkdir(made, 0o777) == 0 || errno == EEXIST else {
                throw SampleError("\(made): the folder cannot be made (\(String(cString: strerror(errno))))")
            }
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(SampleError) {
        let failed = SampleError("\(path): cannot be written; free some room or choose another folder")
        guard let file = fopen(path, "wb") else {
            throw SampleError("\(path): cannot be written (\(String(cString: strerror(errno))))")
        }
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else { throw failed }
    }
}
