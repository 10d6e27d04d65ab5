internal import CQREncode
internal import Glibc

/// The modules of a QR code, dark or light, row by row.
package struct CodePattern: Hashable, Sendable {
    /// Modules from side to side.
    package let side: Int
    /// `side * side` modules from the left top; true is dark.
    package let modules: [Bool]

    /// The QR code of a text, with the least redundancy, as dense codes on paper have.
    ///
    /// - Parameter text: At most 2,953 bytes, the most that a code holds (ISO/IEC 18004, table 7).
    /// - Throws: `DrawingError` when the text is too long for a code.
    package init(_ text: String) throws(DrawingError) {
        let bytes = Array(text.utf8)
        guard let code = QRcode_encodeData(Int32(clamping: bytes.count), bytes, 0, QR_ECLEVEL_L) else {
            throw DrawingError("a QR code holds no \(bytes.count) bytes; shorten the text to 2,953")
        }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        // The lowest bit of a module's byte tells whether it is dark.
        modules = (0..<(side * side)).map { code.pointee.data[$0] & 1 == 1 }
    }
}
