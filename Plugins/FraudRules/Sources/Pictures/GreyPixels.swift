import AssayKit

/// The pixels of a page's picture, grey, read where they lie.
struct GreyPixels {
    let width: Int
    let height: Int
    private let stride: Int
    private let bytes: UnsafeRawBufferPointer

    /// nil for a picture that is not in grey rows, or whose bytes do not fit its measures.
    init?(_ image: ImageView) {
        self.init(image.bytes, width: image.width, height: image.height, stride: image.stride)
        guard image.encoding == .grey8 else { return nil }
    }

    /// Rows of pixels, one byte each; `bytes` must outlive the value.
    init?(_ bytes: UnsafeRawBufferPointer, width: Int, height: Int, stride: Int) {
        let (last, overflows) = (height - 1).multipliedReportingOverflow(by: stride)
        guard width > 0, height > 0, stride >= width, !overflows, last <= bytes.count - width else {
            return nil
        }
        (self.width, self.height, self.stride, self.bytes) = (width, height, stride, bytes)
    }

    /// 0 is black; the place must be inside.
    subscript(x: Int, y: Int) -> Int { Int(bytes[y &* stride &+ x]) }
}

/// A rectangle of pixels, inside a picture.
struct PixelSpan: Equatable {
    let columns: Range<Int>
    let rows: Range<Int>

    /// The pixels under a box on the page; nil where the picture is turned, or the box lies outside.
    init?(_ box: Box, of matrix: PixelMatrix, in pixels: GreyPixels, growing margin: Float = 0) {
        guard matrix.a > 0, matrix.d > 0, matrix.b == 0, matrix.c == 0 else { return nil }
        func place(_ value: Float, _ scale: Float, _ origin: Float, _ most: Int) -> Int? {
            let place = ((value - origin) / scale).rounded()
            return place.isFinite ? Int(min(max(place, 0), Float(most))) : nil
        }
        guard let left = place(box.x0 - margin, matrix.a, matrix.e, pixels.width),
            let right = place(box.x1 + margin, matrix.a, matrix.e, pixels.width),
            let top = place(box.y0 - margin, matrix.d, matrix.f, pixels.height),
            let bottom = place(box.y1 + margin, matrix.d, matrix.f, pixels.height), left < right, top < bottom
        else { return nil }
        (columns, rows) = (left..<right, top..<bottom)
    }
}
