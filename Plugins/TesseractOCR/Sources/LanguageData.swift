internal import AssayKit
internal import Glibc

/// Where Tesseract's language data lies, and whether all that is wanted is there.
struct LanguageData {
    /// Names joined as Tesseract wants them: "eng+hin".
    let names: String
    /// The folder with the `.traineddata` files.
    let folder: String

    /// Where Debian puts the data of Tesseract 5, then of 4.
    static let usualFolders = [
        "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
    ]

    /// Finds the data of these languages.
    ///
    /// - Parameters:
    ///   - languages: Tesseract's names, the main one first.
    ///   - folders: Where to look, in order; `TESSDATA_PREFIX` comes first when it is set.
    /// - Throws: ``PluginError`` of kind `.missing` naming the package to install, `.configuration` for a name that
    ///   is none.
    init(_ languages: [String], folders: [String] = LanguageData.folders) throws(PluginError) {
        for name in languages {
            guard !name.isEmpty, name.utf8.count <= 64, name.utf8.allSatisfy(Self.isNameByte) else {
                throw PluginError(
                    .configuration, code: "language_name", "\"\(name)\" is no name of a language",
                    mend: "Use Tesseract's names in languages, like eng, hin or script/Devanagari.")
            }
        }
        guard let first = languages.first else {
            throw PluginError(
                .configuration, code: "language_name", "languages is empty", mend: "Set languages: [eng].")
        }
        let folder = folders.first { Self.has(first, in: $0) } ?? folders.first ?? ""
        for name in languages where !Self.has(name, in: folder) {
            throw PluginError(
                .missing, code: "no_language", "there is no language data \"\(name)\" in \(folder)",
                mend:
                    "Install the Debian package \(Self.package(of: name)), set TESSDATA_PREFIX to the folder"
                    + " that holds \(name).traineddata, or take \(name) out of languages.")
        }
        names = languages.joined(separator: "+")
        self.folder = folder
    }

    /// The folder that the environment names, then Debian's.
    static var folders: [String] {
        guard let value = getenv("TESSDATA_PREFIX") else { return usualFolders }
        let prefix = String(cString: value)
        guard !prefix.isEmpty else { return usualFolders }
        // Older versions wanted the folder above.
        return [prefix, prefix + "/tessdata"] + usualFolders
    }

    private static func has(_ language: String, in folder: String) -> Bool {
        access("\(folder)/\(language).traineddata", R_OK) == 0
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "/")
    }

    /// Debian's name: "chi_sim" is in tesseract-ocr-chi-sim, "script/Devanagari" in tesseract-ocr-script-deva.
    private static func package(of language: String) -> String {
        let parts = language.split(separator: "/")
        let name = String((parts.last ?? "").lowercased().map { $0 == "_" ? "-" : $0 })
        return parts.count > 1 ? "tesseract-ocr-script-\(name.prefix(4))" : "tesseract-ocr-\(name)"
    }
}
