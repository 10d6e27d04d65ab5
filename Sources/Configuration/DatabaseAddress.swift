internal import Files

/// `DATABASE_URL`, as other services have it.
enum DatabaseAddress {
    /// The data folder that an address names.
    static func folder(_ text: String) -> Result<[String], SettingDefinition.Refusal> {
        let lower = text.lowercased()
        if lower.hasPrefix("postgres://") || lower.hasPrefix("postgresql://")
            || lower.hasPrefix("postgresql+")
        {
            return refuse(
                "PostgreSQL is not supported yet and comes in a later version; name an SQLite file, or leave it unset"
            )
        }
        var path = text[...]
        if lower.hasPrefix("sqlite:") {
            path = path.dropFirst("sqlite:".count)
            // Three slashes begin a path in the working folder, four an absolute one, as SQLAlchemy has it.
            if path.hasPrefix("///") { path = path.dropFirst(3) }
        } else if let scheme = text.firstRange(of: "://") {
            return refuse(
                "\(text[..<scheme.lowerBound]) is no database that Assay knows; name an SQLite file")
        }
        guard path.contains(where: { $0 != "/" }), !path.hasPrefix(":memory:") else {
            return refuse("it names no file; write sqlite:///assay-data/assay.db")
        }
        let name = FilePath.basename(String(path))
        guard [".sqlite", ".sqlite3", ".db"].contains(where: name.hasSuffix) else {
            return .success([String(path)])
        }
        guard name == fileName else {
            return refuse("Assay's database is always called \(fileName); name it so, or its folder alone")
        }
        return .success([FilePath.parent(String(path))])
    }

    /// The database's file within the data folder.
    private static let fileName = "assay.db"

    private static func refuse(_ sentence: String) -> Result<[String], SettingDefinition.Refusal> {
        .failure(.init(sentence: sentence))
    }
}
