internal import Drawing

/// A flat page seen at an angle: its corners land at these shares of the picture's width and height.
struct Perspective {
    let leftTop: (Double, Double)
    let rightTop: (Double, Double)
    let rightBottom: (Double, Double)
    let leftBottom: (Double, Double)

    /// The picture of a page; what lies beside it is as grey as `table`.
    ///
    /// Each pixel asks where on the page it comes from, by the inverse of the square-to-quadrilateral map.
    /// Source: Paul Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989, section 2.2.3.
    func picture(of page: Picture, table: UInt8) -> Picture {
        var result = Picture(width: page.width, height: page.height, channels: .grey, shade: table)
        let inverse = adjugate
        let (width, height) = (page.width, page.height)
        page.pixels.withUnsafeBufferPointer { source in
            result.pixels.withUnsafeMutableBufferPointer { target in
                for row in 0..<height {
                    let y = (Double(row) + 0.5) / Double(height)
                    for column in 0..<width {
                        let x = (Double(column) + 0.5) / Double(width)
                        let w = inverse[6] * x + inverse[7] * y + inverse[8]
                        let u = (inverse[0] * x + inverse[1] * y + inverse[2]) / w * Double(width) - 0.5
                        let v = (inverse[3] * x + inverse[4] * y + inverse[5]) / w * Double(height) - 0.5
                        guard u >= 0, v >= 0, u < Double(width - 1), v < Double(height - 1) else { continue }
                        let (left, top) = (Int(u), Int(v))
                        let (right, below) = (u - Double(left), v - Double(top))
                        let start = top * width + left
                        let upper = Double(source[start]) * (1 - right) + Double(source[start + 1]) * right
                        let lower =
                            Double(source[start + width]) * (1 - right) + Double(source[start + width + 1])
                            * right
                        target[row * width + column] = UInt8(upper * (1 - below) + lower * below)
                    }
                }
            }
        }
        return result
    }

    /// The inverse of the map from the unit square to the corners, up to a factor.
    private var adjugate: [Double] {
        let (x0, y0) = leftTop
        let (x1, y1) = rightTop
        let (x2, y2) = rightBottom
        let (x3, y3) = leftBottom
        let (dx1, dx2, sx) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3)
        let (dy1, dy2, sy) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3)
        let denominator = dx1 * dy2 - dx2 * dy1
        let g = (sx * dy2 - dx2 * sy) / denominator
        let h = (dx1 * sy - sx * dy1) / denominator
        let (a, b, c) = (x1 - x0 + g * x1, x3 - x0 + h * x3, x0)
        let (d, e, f) = (y1 - y0 + g * y1, y3 - y0 + h * y3, y0)
        return [
            e - f * h, c * h - b, b * f - c * e, f * g - d, a - c * g, c * d - a * f, d * h - e * g,
            b * g - a * h,
            a * e - b * d,
        ]
    }
}
