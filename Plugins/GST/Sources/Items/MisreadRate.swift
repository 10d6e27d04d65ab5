import AssayKit
import DocumentLayout

/// What a rate from OCR may be instead: "25" for 2.5, "900" for 9.00.
enum MisreadRate {
    /// The rate that a number is with its lost point put back; nil where it is a rate as it stands, or can't be one.
    static func mended(_ number: PrintedNumber) -> Amount? {
        guard number.isNumber, number.scale == 0, !ColumnRoles.isSlab(number.micros), number.micros > 0 else {
            return nil
        }
        for (divisor, scale) in [(Int64(10), 1), (100, 2)] where number.micros % divisor == 0 {
            let micros = number.micros / divisor
            guard ColumnRoles.isSlab(micros) else { continue }
            return Amount(micros: micros, scale: micros % 1_000_000 == 0 ? 0 : scale)
        }
        return nil
    }
}
