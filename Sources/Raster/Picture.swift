internal import CLeptonica

/// The pixels of one picture, in grey or colour; owns them.
package struct Picture: ~Copyable {
    let pix: UnsafeMutablePointer<Pix>

    init(owning pix: UnsafeMutablePointer<Pix>) { self.pix = pix }

    /// Takes what a function of the library gives.
    ///
    /// - Throws: ``RasterError/failed(_:)`` with the step's name when it gave nothing.
    init(_ pix: UnsafeMutablePointer<Pix>?, orFailing step: String) throws(RasterError) {
        guard let pix else { throw .failed(step) }
        self.pix = pix
    }

    deinit {
        var pix: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&pix)
    }

    /// Pixels across.
    package var width: Int { Int(pix.pointee.w) }
    /// Pixels down.
    package var height: Int { Int(pix.pointee.h) }
    /// One byte a pixel; otherwise red, green and blue.
    package var isGrey: Bool { pix.pointee.d == 8 }
    /// Bits of one pixel in memory: 8 or 32.
    var depth: Int { Int(pix.pointee.d) }

    /// Keeps the library from writing to standard error; its callers report their own failures.
    static func silenceLibrary() { _ = silenced }

    private static let silenced: Void = { _ = setMsgSeverity(Int32(L_SEVERITY_NONE)) }()

    /// Lends the library's own picture to another C library that is built on it, for the length of `body`.
    ///
    /// - Parameter body: Gets a `Pix *`, to be read only.
    /// - Returns: What `body` returns.
    package borrowing func withLibraryPicture<R>(_ body: (UnsafeRawPointer) throws -> R) rethrows -> R {
        try body(UnsafeRawPointer(pix))
    }
}
