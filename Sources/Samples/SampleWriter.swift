internal import Files

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
        try reporting { () throws(FileError) in try FileSystem.makeDirectory(request.folder) }
        for index in 0..<request.count {
            for file in try generator.files(at: index) {
                let path = FilePath.join(request.folder, file.name)
                try reporting { () throws(FileError) in try FileSystem.write(file.bytes, to: path) }
                wrote(path)
            }
        }
    }

    private static func reporting(_ action: () throws(FileError) -> Void) throws(SampleError) {
        do throws(FileError) { try action() } catch { throw SampleError(error.description) }
    }
}
