import AssayKit
import Raster

/// Small picture files for the reader's tests.
enum TestFile {
    /// Bytes at a fixed place; they stay until the tests end.
    static func held(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        memory.copyBytes(from: bytes)
        return UnsafeRawBufferPointer(memory)
    }

    /// White with a black left top quarter.
    static func file(_ format: ImageFormat, width: Int = 400, height: Int = 600) throws -> [UInt8] {
        var rows = [UInt8](repeating: 255, count: width * height)
        for y in 0..<height / 2 { for x in 0..<width / 2 { rows[y * width + x] = 0 } }
        return try Picture(grey: held(rows), width: width, height: height, stride: width).encoded(as: format)
    }

    /// A JPEG file whose EXIF data says how to turn it, and which program saved it.
    static func turnedJPEG(_ orientation: UInt8, width: Int = 400, height: Int = 600) throws -> [UInt8] {
        let jpeg = try file(.jpeg, width: width, height: height)
        let software = Array("Adobe Photoshop 24.1".utf8) + [0]
        let tiff: [UInt8] =
            [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2] + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
            + [0x01, 0x31, 0, 2, 0, 0, 0, UInt8(software.count), 0, 0, 0, 38] + [0, 0, 0, 0] + software
        let body = Array("Exif".utf8) + [0, 0] + tiff
        return Array(jpeg.prefix(2)) + [0xFF, 0xE1, 0, UInt8(body.count + 2)] + body + jpeg.dropFirst(2)
    }

    /// A TIFF file of two pages, made of one page's file by appending a copy of its directory.
    static func twoPages() throws -> [UInt8] {
        var tiff = try file(.tiff)
        let directory = tiff[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        let count = Int(tiff[directory]) | Int(tiff[directory + 1]) << 8
        let end = directory + 2 + count * 12
        if tiff.count % 2 == 1 { tiff.append(0) }
        let copy = Array(tiff[directory..<end]) + [0, 0, 0, 0]
        for (index, byte) in [0, 8, 16, 24].enumerated() {
            tiff[end + index] = UInt8(truncatingIfNeeded: tiff.count >> byte)
        }
        return tiff + copy
    }
}
