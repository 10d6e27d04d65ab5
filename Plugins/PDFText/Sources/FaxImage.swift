/// A picture in fax encoding (CCITT group 4), wrapped as a TIFF file.
struct FaxImage {
    /// The file.
    let tiff: [UInt8]

    /// Wraps a picture; nil for group 3 and for options that TIFF readers treat differently.
    init?(_ stream: ObjectFile.Object, _ file: ObjectFile, width: Int, height: Int) {
        guard var parameters = file.member("/DecodeParms", of: stream) else { return nil }
        if let first = file.elements(parameters).first { parameters = first }
        func isTrue(_ key: StaticString) -> Bool { file.isTrue(file.member(key, of: parameters)) }
        guard let k = file.integer(file.member("/K", of: parameters)), k < 0,
            file.integer(file.member("/Columns", of: parameters)) ?? 1728 == width,
            !isTrue("/EncodedByteAlign"), width > 0, height > 0, width <= 65_535, height <= 65_535,
            let data = file.data(of: stream, isRaw: true), data.buffer.count <= Int(UInt32.max) / 2
        else { return nil }
        tiff = Self.file(
            data.buffer, width: UInt32(width), height: UInt32(height), isBlackOne: isTrue("/BlackIs1"))
    }

    /// Source: TIFF 6.0, sections 2 (structure) and 11 (T.6 encoding).
    private static func file(
        _ data: UnsafeRawBufferPointer, width: UInt32, height: UInt32, isBlackOne: Bool
    ) -> [UInt8] {
        let entries: [(tag: UInt16, value: UInt32)] = [
            (256, width), (257, height),
            (258, 1),  // bits a sample
            (259, 4),  // compression: T.6
            // Photometric: 0 shows the encoding's black as black, which is what PDF does unless BlackIs1 turns
            // the samples round; DeviceGray then shows them the other way.
            (262, isBlackOne ? 1 : 0),
            (273, headSize), (277, 1), (278, height), (279, UInt32(data.count)),
        ]
        var file: [UInt8] = []
        file.reserveCapacity(Int(headSize) + data.count)
        file += [0x49, 0x49, 42, 0]
        append(8, to: &file)
        file += [UInt8(entries.count), 0]
        for entry in entries {
            file += [UInt8(truncatingIfNeeded: entry.tag), UInt8(entry.tag >> 8), 4, 0]
            append(1, to: &file)
            append(entry.value, to: &file)
        }
        append(0, to: &file)
        file += data
        return file
    }

    /// The header, a directory of nine entries, and its end.
    private static let headSize: UInt32 = 8 + 2 + 9 * 12 + 4

    private static func append(_ value: UInt32, to file: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { file.append(contentsOf: $0) }
    }
}
