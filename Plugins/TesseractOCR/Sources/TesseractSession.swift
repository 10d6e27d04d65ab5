internal import AssayKit
internal import CTesseract
internal import Raster

/// One initialised Tesseract for one set of languages; owns it.
final class TesseractSession {
    /// How one picture is to be read.
    struct Request {
        /// Tesseract's page segmentation mode.
        var segmentation: Int
        /// The only characters that may come out; empty: all.
        var whitelist: String
        /// Try light text on dark ground too.
        var inverts: Bool
        /// Dots per inch of the picture.
        var dpi: Double
        /// Longest time in milliseconds; 0: no limit.
        var timeoutMilliseconds: Int
        /// Cells of ruled tables: no word stands in two.
        var cells: CellAlignment?
    }

    let handle: OpaquePointer

    /// Loads the language data; 60 ms for English.
    ///
    /// - Throws: ``PluginError`` of kind `.missing` when Tesseract refuses the data.
    init(_ data: LanguageData) throws(PluginError) {
        OpenMPLimit.apply()
        guard let handle = TessBaseAPICreate() else {
            throw PluginError(.limit, code: "no_memory", "Tesseract could not be started")
        }
        guard TessBaseAPIInit2(handle, data.folder, data.names, OEM_LSTM_ONLY) == 0 else {
            TessBaseAPIDelete(handle)
            throw PluginError(
                .missing, code: "no_language",
                "Tesseract can't use the language data \"\(data.names)\" in \(data.folder)",
                mend: "Install the data of Tesseract 5 anew; data for the older engine alone is not enough.")
        }
        self.handle = handle
    }

    deinit {
        TessBaseAPIEnd(handle)
        TessBaseAPIDelete(handle)
    }

    /// The words on a picture, in reading order.
    ///
    /// - Parameters:
    ///   - picture: In grey.
    ///   - request: How to read it.
    ///   - isCancelled: Asked once a word.
    /// - Returns: Words with their places in pixels; empty when there are none.
    /// - Throws: `CancellationError`; ``PluginError`` of kind `.limit` when the time is over.
    func recognise(
        _ picture: borrowing Picture, _ request: Request, isCancelled: () -> Bool
    ) throws -> [RecognisedWord] {
        set("tessedit_do_invert", request.inverts ? "1" : "0")
        set("tessedit_char_whitelist", request.whitelist)
        TessBaseAPISetPageSegMode(handle, TessPageSegMode(UInt32(clamping: request.segmentation)))
        picture.withLibraryPicture { CTesseract_setPicture(handle, $0) }
        TessBaseAPISetSourceResolution(handle, Int32(clamping: Int(request.dpi.rounded())))
        defer { TessBaseAPIClear(handle) }
        let status = withMonitor(request.timeoutMilliseconds, isCancelled) { monitor in
            TessBaseAPIRecognize(handle, monitor)
        }
        if isCancelled() { throw CancellationError() }
        guard status == 0 else {
            throw PluginError(
                .limit, code: "ocr_timeout",
                request.timeoutMilliseconds > 0
                    ? "recognition took longer than \(request.timeoutMilliseconds / 1000) s"
                    : "Tesseract gave up on the picture",
                mend: "Raise timeout_seconds of the step tesseract-ocr, or leave the page out.")
        }
        return words(request.cells)
    }

    private func set(_ name: String, _ value: String) {
        // An unknown variable would be a defect of ours that the tests find; there is nothing to do about it here.
        _ = TessBaseAPISetVariable(handle, name, value)
    }

    private func withMonitor<R>(
        _ timeout: Int, _ isCancelled: () -> Bool, _ body: (OpaquePointer?) -> R
    ) -> R {
        withoutActuallyEscaping(isCancelled) { escapable in
            let question = CancelQuestion(escapable)
            let monitor = TessMonitorCreate()
            defer { TessMonitorDelete(monitor) }
            TessMonitorSetCancelThis(monitor, Unmanaged.passUnretained(question).toOpaque())
            TessMonitorSetCancelFunc(monitor) { place, _ in
                guard let place else { return false }
                return Unmanaged<CancelQuestion>.fromOpaque(place).takeUnretainedValue().ask()
            }
            if timeout > 0 { TessMonitorSetDeadlineMSecs(monitor, Int32(clamping: timeout)) }
            return withExtendedLifetime(question) { body(monitor) }
        }
    }
}

/// Carries a question through a C pointer for the length of one recognition.
private final class CancelQuestion {
    let ask: () -> Bool
    init(_ ask: @escaping () -> Bool) { self.ask = ask }
}
