internal import AssayKit

/// Joins amounts that OCR took apart at a comma: "1,35," and "700.00".
package enum NumberMender {
    /// Both words as one, or nil when they are no halves of an amount.
    package static func joined(_ left: Token, _ right: Token, _ sheet: inout Sheet) -> Token? {
        guard left.flags.contains(.recognised), left.letters == 0, right.letters == 0, left.digits > 0,
            let last = sheet.raw[left.rawRange].last
        else { return nil }
        let next = sheet.raw[Int(right.rawStart)]
        let isGroup =
            right.digits >= 2 && (last == UInt8(ascii: ",") || last == UInt8(ascii: "."))
            && Folding.isDigit(next)
        // "80932" and ".68".
        let isFraction =
            (1...2).contains(right.digits) && next == UInt8(ascii: ".") && Folding.isDigit(last)
            && !sheet.raw[left.rawRange].contains(UInt8(ascii: "."))
        guard isGroup || isFraction else { return nil }
        let bytes = Array(sheet.raw[left.rawRange]) + sheet.raw[right.rawRange]
        let number = bytes.withUnsafeBufferPointer { PrintedNumber($0) }
        guard number.isNumber, !number.marks.contains(.misgrouped) else { return nil }
        var token = left
        token.rawStart = Int32(truncatingIfNeeded: sheet.raw.count)
        token.keyStart = Int32(truncatingIfNeeded: sheet.keys.count)
        for byte in bytes {
            if Folding.fold(byte) != 0 {
                sheet.keys.append(Folding.fold(byte))
                sheet.keyOrigin.append(Int32(truncatingIfNeeded: sheet.raw.count))
            }
            sheet.raw.append(byte)
        }
        token.rawEnd = Int32(truncatingIfNeeded: sheet.raw.count)
        token.keyEnd = Int32(truncatingIfNeeded: sheet.keys.count)
        token.box = left.box.union(right.box)
        token.confidence = min(left.confidence, right.confidence)
        token.number = number
        token.digits = UInt8(clamping: Int(left.digits) + Int(right.digits))
        return token
    }
}
