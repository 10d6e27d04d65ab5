internal import SQLite
internal import Storage

/// One transaction: what the areas' statements run in.
struct Session {
    let connection: Connection
    let surroundings: Surroundings

    /// The time of day.
    var now: Timestamp { surroundings.time.now() }
    /// The steady time.
    var steady: Timestamp { surroundings.time.steady() }

    func newID<Subject>(_: Subject.Type = Subject.self) -> Identifier<Subject> { surroundings.ids.next() }

    /// The next number of a named sequence, from 1, without holes.
    func count(_ name: String) throws -> Int64 {
        let next = try connection.first(
            """
            INSERT INTO counter VALUES (?1, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value
            """, name, read: { try $0.integer() })
        guard let next else { throw StorageError.fault("the sequence \(name) gave no number") }
        return next
    }
}

/// The parts of a WHERE clause and what stands for its placeholders.
struct Conditions {
    private(set) var parts: [String] = []
    private(set) var arguments: [(any SQLConvertible)?] = []

    /// Adds a condition.
    ///
    /// `part`: With `?` for its one argument.
    mutating func add(_ part: String, _ argument: (any SQLConvertible)?) {
        arguments.append(argument)
        parts.append(part.replacing("?", with: "?\(arguments.count)"))
    }

    /// Adds a condition without an argument.
    mutating func add(_ part: String) { parts.append(part) }

    /// Adds what a question may see.
    mutating func add(_ visibility: Visibility, column: String = "owner") {
        if case .owned(let owner) = visibility { add("\(column) = ?", owner) }
    }

    /// Adds that a column is one of some values; `end` stands behind it.
    mutating func add(_ column: String, isOneOf values: [some SQLConvertible], end: String = "") {
        let places = values.map { value in
            arguments.append(value)
            return "?\(arguments.count)"
        }
        parts.append("\(column) IN (\(places.joined(separator: ", ")))\(end)")
    }

    /// Adds that one of some conditions holds, each with `?` for its one argument.
    mutating func add(
        _ alternatives: [(String, any SQLConvertible)], before: String = "(", after: String = ")"
    ) {
        let texts = alternatives.map { text, argument in
            arguments.append(argument)
            return text.replacing("?", with: "?\(arguments.count)")
        }
        parts.append(before + texts.joined(separator: " OR ") + after)
    }

    /// Adds that one of some columns holds a text somewhere.
    mutating func add(anyOf columns: [(column: String, text: String)]) {
        add(columns.map { ("\($0.column) LIKE ? ESCAPE '\\'", Self.pattern($0.text)) })
    }

    private static func pattern(_ text: String) -> String {
        let escaped = text.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%")
            .replacing("_", with: "\\_")
        return "%\(escaped)%"
    }

    /// Adds that a column holds a text somewhere; `%` and `_` in it mean themselves.
    mutating func add(_ expression: String, contains text: String) {
        add("\(expression) LIKE ? ESCAPE '\\'", Self.pattern(text))
    }

    /// " WHERE …", or nothing.
    var clause: String { parts.isEmpty ? "" : " WHERE " + parts.joined(separator: " AND ") }
}

extension Session {
    /// One page of a list, and how long the list is.
    func page<Item: Sendable>(
        _ columns: String, from table: String, _ conditions: Conditions, order: String,
        _ request: PageRequest,
        read: (inout Row) throws -> Item
    ) throws -> Page<Item> {
        let total =
            try connection.rows(
                "SELECT count(*) FROM \(table)\(conditions.clause)", arguments: conditions.arguments
            ) { Int(clamping: try $0.integer()) }.first ?? 0
        let items = try connection.rows(
            "SELECT \(columns) FROM \(table)\(conditions.clause) ORDER BY \(order) "
                + "LIMIT \(request.perPage) OFFSET \(request.offset)",
            arguments: conditions.arguments, read: read)
        return Page(items: items, total: total, request: request)
    }
}
