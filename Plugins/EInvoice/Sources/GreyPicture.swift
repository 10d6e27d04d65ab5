internal import AssayKit

/// A picture's pixels, one byte each, rows without gaps.
struct GreyPicture {
    let pixels: [UInt8]
    let width: Int
    let height: Int

    /// The pixels of a page's picture; nil for one that is not raw, or whose bytes do not fit its measures.
    init?(_ image: ImageView) {
        let step = image.encoding == .rgb8 ? 3 : 1
        let (width, height, stride) = (image.width, image.height, image.stride)
        let (row, isWide) = width.multipliedReportingOverflow(by: step)
        let (last, isHigh) = (height - 1).multipliedReportingOverflow(by: stride)
        guard image.encoding == .grey8 || image.encoding == .rgb8, width > 0, height > 0, !isWide, !isHigh,
            stride >= row, last <= image.bytes.count - row
        else { return nil }
        let bytes = image.bytes
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height)
        for line in 0..<height {
            let start = line * stride
            if step == 1 {
                pixels.append(contentsOf: bytes[start..<(start + width)])
            } else {
                for column in 0..<width {
                    let place = start + column * 3
                    let sum = Int(bytes[place]) + Int(bytes[place + 1]) + Int(bytes[place + 2])
                    pixels.append(UInt8(truncatingIfNeeded: sum / 3))
                }
            }
        }
        (self.pixels, self.width, self.height) = (pixels, width, height)
    }

    private init(pixels: [UInt8], width: Int, height: Int) {
        (self.pixels, self.width, self.height) = (pixels, width, height)
    }

    /// Twice as wide and high, with values between neighbours: dense codes are read better.
    var doubled: GreyPicture {
        let (wide, high) = (width * 2, height * 2)
        var larger = [UInt8](repeating: 0, count: wide * high)
        for y in 0..<high {
            let top = y / 2
            let bottom = min(top + (y & 1), height - 1)
            for x in 0..<wide {
                let left = x / 2
                let right = min(left + (x & 1), width - 1)
                let sum =
                    Int(pixels[top * width + left]) + Int(pixels[top * width + right])
                    + Int(pixels[bottom * width + left]) + Int(pixels[bottom * width + right])
                larger[y * wide + x] = UInt8(truncatingIfNeeded: sum / 4)
            }
        }
        return GreyPicture(pixels: larger, width: wide, height: high)
    }
}
