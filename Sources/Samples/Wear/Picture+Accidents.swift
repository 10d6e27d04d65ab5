internal import Drawing
internal import Glibc

extension Picture {
    /// Darkens a slanting band; all are shares: of the width, of the width, of the light.
    mutating func shadow(at place: Double, width band: Double, darkness: Double) {
        pixels.withUnsafeMutableBufferPointer { target in
            for row in 0..<height {
                let lean = 0.25 * Double(row) / Double(height)
                for column in 0..<width {
                    let distance = (Double(column) / Double(width) - place - lean) / band
                    // A soft edge: full within half the band, nothing beyond it.
                    let depth = max(0, min(1, 2 - 2 * abs(distance) * 2))
                    let index = row * width + column
                    target[index] = UInt8(Double(target[index]) * (1 - darkness * depth))
                }
            }
        }
    }

    /// Folds the paper: a bright and a dark line beside each other, with a slope of light on both sides.
    mutating func crease(across: Bool, at place: Double) {
        let length = across ? height : width
        let middle = place * Double(length)
        let reach = Double(length) * 0.06
        pixels.withUnsafeMutableBufferPointer { target in
            for row in 0..<height {
                for column in 0..<width {
                    let distance = Double(across ? row : column) - middle
                    guard abs(distance) < reach else { continue }
                    let index = row * width + column
                    let slope = 1 - abs(distance) / reach
                    var gain = 1 - 0.22 * slope * (distance < 0 ? 1 : 0.3)
                    if abs(distance) < 1.5 { gain = distance < 0 ? 0.7 : 1.15 }
                    target[index] = UInt8(clamping: Int(Double(target[index]) * gain))
                }
            }
        }
    }

    /// Leaves of the ink what pins in rows would have struck.
    mutating func dot() {
        pixels.withUnsafeMutableBufferPointer { target in
            for row in 0..<height {
                for column in 0..<width where row % 3 == 2 || column % 4 == 3 {
                    let index = row * width + column
                    target[index] = UInt8(min(255, Int(target[index]) + (255 - Int(target[index])) * 2 / 3))
                }
            }
        }
    }
}
