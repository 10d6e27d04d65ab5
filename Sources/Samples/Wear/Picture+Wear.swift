internal import Drawing

extension Picture {
    /// Blurs lightly: each pixel becomes half itself, half its four neighbours.
    mutating func soften() {
        guard channels == .grey, width > 2, height > 2 else { return }
        let old = pixels
        old.withUnsafeBufferPointer { source in
            pixels.withUnsafeMutableBufferPointer { target in
                for row in 1..<(height - 1) {
                    for index in (row * width + 1)..<(row * width + width - 1) {
                        let sides =
                            Int(source[index - 1]) + Int(source[index + 1]) + Int(source[index - width])
                            + Int(source[index + width])
                        target[index] = UInt8((4 * Int(source[index]) + sides + 4) / 8)
                    }
                }
            }
        }
    }

    /// Lowers the contrast: every value times `gain`, plus `lift`.
    mutating func shade(gain: Double, lift: Double) {
        let table = (0..<256).map { UInt8(clamping: Int(Double($0) * gain + lift)) }
        pixels.withUnsafeMutableBufferPointer { target in
            for index in target.indices { target[index] = table[Int(target[index])] }
        }
    }

    /// Adds grain of this deviation, in steps of grey.
    mutating func grain(deviation: Double, from random: inout SplitMix64) {
        // A table of a prime length, walked from a new place in each row, is as good as a draw for each pixel.
        let table = (0..<4099).map { _ in Int((random.bell() * deviation).rounded()) }
        pixels.withUnsafeMutableBufferPointer { target in
            for row in 0..<height {
                var place = random.number(in: 0...4098)
                for index in (row * width)..<((row + 1) * width) {
                    target[index] = UInt8(clamping: Int(target[index]) + table[place])
                    place = place == 4098 ? 0 : place + 1
                }
            }
        }
    }

    /// Puts dark specks of one pixel onto a share of the picture.
    mutating func speckle(share: Double, from random: inout SplitMix64) {
        for _ in 0..<Int(Double(pixels.count) * share) {
            pixels[random.number(in: 0...(pixels.count - 1))] = UInt8(random.number(in: 10...110))
        }
    }

    /// Lights the picture unevenly: full light in one corner, down to `darkest` in the other.
    mutating func light(across: Double, down: Double, darkest: Double) {
        let range = 1 - darkest
        pixels.withUnsafeMutableBufferPointer { target in
            for row in 0..<height {
                let vertical = Double(row) / Double(height) * down
                for column in 0..<width {
                    let share = (vertical + Double(column) / Double(width) * across) / 2
                    let index = row * width + column
                    target[index] = UInt8(Double(target[index]) * (1 - range * share))
                }
            }
        }
    }

    /// Rounds every value down to a multiple of `step`.
    mutating func coarsen(step: UInt8) {
        pixels.withUnsafeMutableBufferPointer { target in
            for index in target.indices { target[index] = target[index] / step * step }
        }
    }
}
