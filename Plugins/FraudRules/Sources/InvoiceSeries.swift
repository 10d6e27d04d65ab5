/// A number taken apart: the series that it belongs to, and its place in it.
struct InvoiceSeries: Hashable {
    /// The number with `#` in the place of the serial.
    let pattern: String
    let serial: Int

    /// nil for a number without a serial of at most twelve digits.
    init?(_ number: String) {
        let bytes = Array(number.uppercased().utf8)
        func isDigit(_ place: Int) -> Bool {
            bytes.indices.contains(place) && (0x30...0x39).contains(bytes[place])
        }
        var runs: [Range<Int>] = []
        var place = 0
        while place < bytes.count {
            guard isDigit(place) else {
                place += 1
                continue
            }
            let start = place
            while isDigit(place) { place += 1 }
            runs.append(start..<place)
        }
        func value(_ run: Range<Int>) -> Int? {
            run.count <= 12 ? Int(String(decoding: bytes[run], as: UTF8.self)) : nil
        }
        // "24-25", "2024/25" and "2425" name the year.
        var years: Set<Int> = []
        for place in runs.indices {
            guard let number = value(runs[place]) else { continue }
            if runs[place].count == 4, (16...60).contains(number / 100), number % 100 == number / 100 + 1 {
                years.insert(place)
            }
            guard place + 1 < runs.count, let next = value(runs[place + 1]),
                runs[place + 1].lowerBound == runs[place].upperBound + 1,
                [2, 4].contains(runs[place].count), runs[place + 1].count <= runs[place].count,
                (number + 1) % 100 == next % 100, (16...60).contains(number % 100)
            else { continue }
            years.formUnion([place, place + 1])
        }
        let candidates = runs.indices.filter { !years.contains($0) }
        guard let last = candidates.last ?? (runs.count == 1 ? runs.indices.last : nil),
            let serial = value(runs[last])
        else { return nil }
        let run = runs[last]
        pattern =
            String(decoding: bytes[..<run.lowerBound], as: UTF8.self) + "#"
            + String(decoding: bytes[run.upperBound...], as: UTF8.self)
        self.serial = serial
    }

    /// The pattern with letters as A and digits as 0: how the numbers are built.
    var shape: String {
        String(pattern.map { $0.isNumber ? "0" : $0.isLetter ? "A" : $0 })
    }
}
