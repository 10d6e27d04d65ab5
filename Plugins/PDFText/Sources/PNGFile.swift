import AssayKit
internal import CPoppler

/// Writes a cairo surface as a PNG file in memory.
enum PNGFile {
    private final class Sink {
        var bytes: [UInt8] = []
    }

    /// The file's bytes.
    ///
    /// - Throws: ``PluginError`` `drawing` when cairo cannot write it.
    static func bytes(of surface: OpaquePointer, page: Int) throws(PluginError) -> [UInt8] {
        let sink = Sink()
        let status = withExtendedLifetime(sink) {
            cairo_surface_write_to_png_stream(
                surface,
                { closure, data, length in
                    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                    Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes.append(
                        contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                    return CAIRO_STATUS_SUCCESS
                }, Unmanaged.passUnretained(sink).toOpaque())
        }
        guard status == CAIRO_STATUS_SUCCESS else {
            throw PluginError(
                .internal, code: "drawing",
                "page \(page) cannot be written as PNG: \(String(cString: cairo_status_to_string(status)))",
                mend: "Ask for grey8 or rgb8.", page: page)
        }
        return sink.bytes
    }
}
