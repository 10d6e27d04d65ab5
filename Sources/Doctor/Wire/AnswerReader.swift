internal import HTTPClient

/// Reads an answer (RFC 9112) from a connection.
struct AnswerReader {
    private let connection: DirectConnection
    private let patience: Int
    private var held: [UInt8] = []
    private var isOver = false
    /// The longest head and body, bytes.
    private static let most = 16 << 20

    init(_ connection: DirectConnection, patience: Int) {
        self.connection = connection
        self.patience = patience
    }

    /// What came behind the answer's head and is no part of it: a WebSocket's first frames.
    var rest: [UInt8] { held }

    /// Status and headers.
    mutating func head() throws(DirectConnection.Failure) -> (status: Int, headers: [String: String]) {
        let end = Array("\r\n\r\n".utf8)
        var place: Int?
        while place == nil {
            place = held.firstIndex(of: end)
            if place == nil { try fill("it answered with something that is no HTTP") }
        }
        let text = String(decoding: held[..<(place ?? 0)], as: UTF8.self)
        held.removeFirst((place ?? 0) + end.count)
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.first?.hasPrefix("HTTP/") == true, words.count > 1, let status = Int(words[1]) else {
            throw .init(.ended, "it answered with something that is no HTTP")
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            let name = line[..<colon].lowercased()
            headers[name] = headers[name].map { $0 + ", " + value } ?? String(value)
        }
        return (status, headers)
    }

    /// The body of an answer with those headers.
    mutating func body(_ headers: [String: String]) throws(DirectConnection.Failure) -> [UInt8] {
        if headers["transfer-encoding"]?.lowercased().contains("chunked") == true { return try chunks() }
        if let length = headers["content-length"].flatMap({ Int($0) }) {
            return try take(min(max(0, length), Self.most))
        }
        while !isOver { try fill(nil) }
        defer { held = [] }
        return held
    }

    private mutating func chunks() throws(DirectConnection.Failure) -> [UInt8] {
        var body: [UInt8] = []
        while body.count <= Self.most {
            let line = try line().prefix { $0 != ";" }
            guard let size = Int(line, radix: 16), (0...Self.most).contains(size) else {
                throw .init(.ended, "its answer's chunks are broken")
            }
            if size == 0 { return body }
            body += try take(size)
            _ = try take(2)
        }
        throw .init(.ended, "its answer is too long")
    }

    private mutating func line() throws(DirectConnection.Failure) -> String {
        while true {
            if let end = held.firstIndex(of: Array("\r\n".utf8)) {
                defer { held.removeFirst(end + 2) }
                return String(decoding: held[..<end], as: UTF8.self)
            }
            try fill("its answer ended in the middle")
        }
    }

    /// So many bytes.
    mutating func take(_ count: Int) throws(DirectConnection.Failure) -> [UInt8] {
        while held.count < count { try fill("its answer ended in the middle") }
        defer { held.removeFirst(count) }
        return Array(held.prefix(count))
    }

    /// Takes in what comes; `complaint`: what the connection's end means, nil: nothing wrong.
    private mutating func fill(_ complaint: String?) throws(DirectConnection.Failure) {
        let piece = try connection.receive(patience: patience)
        if piece.isEmpty {
            isOver = true
            if let complaint { throw .init(.ended, held.isEmpty ? "it closed the connection" : complaint) }
        }
        guard held.count + piece.count <= Self.most * 2 else { throw .init(.ended, "its answer is too long") }
        held += piece
    }
}

extension Array where Element == UInt8 {
    /// Where a sequence begins first.
    func firstIndex(of pattern: [UInt8]) -> Int? {
        guard let first = pattern.first, count >= pattern.count else { return nil }
        return (0...(count - pattern.count)).first { self[$0] == first && self[$0...].starts(with: pattern) }
    }
}
