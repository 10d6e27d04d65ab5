internal import CZlib

/// Raw deflate (RFC 1951) of one file after the other.
struct Deflater: ~Copyable {
    private var stream: UnsafeMutablePointer<z_stream>
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    /// - Throws: ``SpreadsheetError`` when there is no memory.
    init() throws(SpreadsheetError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard assay_deflate_init_raw(stream, 6) == Z_OK else {
            stream.deallocate()
            throw SpreadsheetError("there is no memory to compress with; try again")
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Compresses bytes; what comes out of them may follow later.
    mutating func take(_ bytes: [UInt8], isLast: Bool, into out: inout [UInt8]) {
        var bytes = bytes
        bytes.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = uInt(input.count)
            var isFull = true
            while isFull {
                buffer.withUnsafeMutableBufferPointer { room in
                    stream.pointee.next_out = room.baseAddress
                    stream.pointee.avail_out = uInt(room.count)
                    // Of a stream that is set up it reports no error but a full buffer, which the loop answers.
                    _ = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    isFull = stream.pointee.avail_out == 0
                    out += room.prefix(room.count - Int(stream.pointee.avail_out))
                }
            }
            stream.pointee.next_in = nil
        }
    }

    /// Begins anew.
    mutating func reset() { deflateReset(stream) }

    /// The check sum of ZIP (ISO 3309), carried on from earlier bytes.
    static func checksum(_ bytes: [UInt8], after sum: UInt32) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32(uLong(sum), bytes, uInt(bytes.count)))
    }
}
