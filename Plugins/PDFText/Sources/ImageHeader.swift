/// Reads the size of a picture from the head of its file, so that a dictionary that lies about it is noticed.
enum ImageHeader {
    /// Width and height of a JPEG, from its frame header; nil when there is none, or for one that is not 8 bits a
    /// sample in 1 or 3 components.
    ///
    /// Source: ITU-T T.81, annex B.
    static func sizeOfJPEG(_ bytes: UnsafeRawBufferPointer) -> (width: Int, height: Int)? {
        guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
        var position = 2
        while position + 9 < bytes.count {
            guard bytes[position] == 0xFF else { return nil }
            let marker = bytes[position + 1]
            switch marker {
            case 0xFF: position += 1
            case 0x01, 0xD0...0xD7: position += 2
            case 0xC0...0xC2:
                let components = bytes[position + 9]
                guard bytes[position + 4] == 8, components == 1 || components == 3 else { return nil }
                return (big16(bytes, position + 7), big16(bytes, position + 5))
            case 0xC3...0xCF where marker != 0xC4 && marker != 0xC8 && marker != 0xCC: return nil
            case 0xD9, 0xDA: return nil
            default: position += 2 + big16(bytes, position + 2)
            }
        }
        return nil
    }

    /// Width and height of a JPEG 2000 file or codestream, from its SIZ segment; nil when there is none.
    ///
    /// Source: ITU-T T.800, annex A.5.1.
    static func sizeOfJPEG2000(_ bytes: UnsafeRawBufferPointer) -> (width: Int, height: Int)? {
        let limit = min(bytes.count, 100_000) - 24
        var position = 0
        while position < limit {
            if bytes[position] == 0xFF, bytes[position + 1] == 0x4F, bytes[position + 2] == 0xFF,
                bytes[position + 3] == 0x51
            {
                let width = big32(bytes, position + 8) - big32(bytes, position + 16)
                let height = big32(bytes, position + 12) - big32(bytes, position + 20)
                return width > 0 && height > 0 ? (width, height) : nil
            }
            position += 1
        }
        return nil
    }

    private static func big16(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Int {
        Int(bytes[at]) << 8 | Int(bytes[at + 1])
    }

    private static func big32(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Int {
        big16(bytes, at) << 16 | big16(bytes, at + 2)
    }
}
