/// What matters of a picture's EXIF data: how to turn it, its resolution, who made it.
struct ExifData {
    private(set) var orientation: Orientation?
    private(set) var dpiX: Double?
    private(set) var dpiY: Double?
    private(set) var tags = ImageTags()

    /// Reads a block that begins with its TIFF header; a damaged one says nothing.
    init(_ bytes: UnsafeRawBufferPointer) {
        guard let layout = TIFFDirectory.Layout(bytes),
            let main = TIFFDirectory(layout, at: layout.first)
        else { return }
        orientation = main.integer(0x0112).flatMap(Orientation.init(rawValue:))
        (dpiX, dpiY) = main.resolution
        main.addTags(to: &tags)
        if let place = main.integer(0x8769), let details = TIFFDirectory(layout, at: place) {
            details.addTags(to: &tags)
        }
    }
}
