/// The options of `tesseract-ocr`.
package struct RecognitionOptions: Decodable, Sendable, Hashable {
    /// What is expected on a picture.
    package enum Mode: String, Decodable, Sendable, Hashable {
        /// A page of text.
        case text
        /// One line.
        case line
        /// One line of digits, separators and signs.
        case digits
        /// One line of upper-case letters and digits.
        case identifier
    }

    /// When shadows are evened out.
    package enum Background: String, Decodable, Sendable, Hashable {
        /// Where the paper's grey varies.
        case auto
        /// Never.
        case keep
        /// Always.
        case even
    }

    /// Tesseract's names, the main language first.
    package var languages: [String] = ["eng"]
    /// What is expected.
    package var mode: Mode = .text
    /// Tesseract's page segmentation mode for ``Mode/text``.
    package var segmentation: Int = 4
    /// Dots per inch that pages are brought to.
    package var dpi: Double = 250
    /// Straighten pages that were seen at an angle.
    package var straightens: Bool = true
    /// Level the lines of text.
    package var deskews: Bool = true
    /// Take the ruling of tables away and bring the text of their cells into rows.
    package var settlesTables: Bool = true
    /// Try other directions when a page reads badly.
    package var triesOrientations: Bool = true
    /// Try light text on dark ground too.
    package var inverts: Bool = false
    /// When shadows are evened out.
    package var background: Background = .auto
    /// Longest recognition of one page, in milliseconds; 0: no limit of its own.
    package var timeoutMilliseconds: Int = 0

    private enum CodingKeys: String, CodingKey {
        case languages, mode, segmentation = "psm", dpi, deskews = "deskew", triesOrientations = "orientation"
        case straightens = "straighten", settlesTables = "tables", inverts = "invert", background,
            timeoutSeconds = "timeout_seconds"
    }

    /// The defaults.
    package init() {}

    /// Reads the options; what is left out has the manifest's default.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func value<T: Decodable>(_ key: CodingKeys, _ fallback: T) throws -> T {
            try values.decodeIfPresent(T.self, forKey: key) ?? fallback
        }
        languages = try value(.languages, languages)
        mode = try value(.mode, mode)
        segmentation = try value(.segmentation, segmentation)
        dpi = min(max(try value(.dpi, dpi), 70), 600)
        straightens = try value(.straightens, straightens)
        deskews = try value(.deskews, deskews)
        settlesTables = try value(.settlesTables, settlesTables)
        triesOrientations = try value(.triesOrientations, triesOrientations)
        inverts = try value(.inverts, inverts)
        background = try value(.background, background)
        timeoutMilliseconds = Int(min(max(try value(.timeoutSeconds, 0.0), 0), 3600) * 1000)
    }
}
