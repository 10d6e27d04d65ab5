/// Requests that break the grammar, or that two servers could read differently.
///
/// Sources: RFC 9112 sections 2.2, 3, 5, 6 and 7.1; the families of request smuggling (CL.TE, TE.CL, TE.TE, CL.0).
enum MalformedRequests {
    struct Sample: Sendable {
        let name: String
        let bytes: [UInt8]

        init(_ name: String, _ text: String) {
            self.name = name
            bytes = Array(text.utf8)
        }

        init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    private static let host = "Host: x\r\n"
    private static let get = "GET /items/1 HTTP/1.1\r\n"
    private static let post = "POST /echo HTTP/1.1\r\nHost: x\r\n"

    static let all =
        controlBytes + requestLines + layouts + hosts + lengths + codings + chunks + ambiguous + targets
        + others

    /// Every control byte at every place of a head.
    private static var controlBytes: [Sample] {
        let controls = Array(UInt8(0)...0x1F) + [0x7F]
        var samples: [Sample] = []
        for byte in controls {
            let name = "byte \(byte)"
            let one = [byte]
            if byte != 9 {
                samples.append(
                    Sample(
                        "\(name) in a value",
                        Array("\(get)\(host)X-A: b".utf8) + one + Array("c\r\n\r\n".utf8)))
            }
            samples.append(
                Sample("\(name) in a name", Array("\(get)\(host)X".utf8) + one + Array("A: b\r\n\r\n".utf8)))
            samples.append(
                Sample(
                    "\(name) in the target",
                    Array("GET /items/".utf8) + one + Array("1 HTTP/1.1\r\n\(host)\r\n".utf8)))
            samples.append(
                Sample(
                    "\(name) in the method",
                    Array("GE".utf8) + one + Array("T /items/1 HTTP/1.1\r\n\(host)\r\n".utf8)))
            samples.append(
                Sample(
                    "\(name) in the version",
                    Array("GET /items/1 HTTP/1.".utf8) + one + Array("1\r\n\(host)\r\n".utf8)))
            samples.append(
                Sample("\(name) in Host", Array("\(get)Host: a".utf8) + one + Array("b\r\n\r\n".utf8)))
        }
        return samples
    }

    private static let requestLines: [Sample] = [
        Sample("two spaces after the method", "GET  /items/1 HTTP/1.1\r\n\(host)\r\n"),
        Sample("two spaces before the version", "GET /items/1  HTTP/1.1\r\n\(host)\r\n"),
        Sample("space at the line's end", "GET /items/1 HTTP/1.1 \r\n\(host)\r\n"),
        Sample("space at the line's start", " GET /items/1 HTTP/1.1\r\n\(host)\r\n"),
        Sample("space in the target", "GET /items/ 1 HTTP/1.1\r\n\(host)\r\n"),
        Sample("tab for a space", "GET\t/items/1\tHTTP/1.1\r\n\(host)\r\n"),
        Sample("no version", "GET /items/1\r\n\(host)\r\n"),
        Sample("no target", "GET HTTP/1.1\r\n\(host)\r\n"),
        Sample("method alone", "GET\r\n\(host)\r\n"),
        Sample("lower-case version", "GET /items/1 http/1.1\r\n\(host)\r\n"),
        Sample("HTTP/2.0", "GET /items/1 HTTP/2.0\r\n\(host)\r\n"),
        Sample("HTTP/0.9", "GET /items/1 HTTP/0.9\r\n\(host)\r\n"),
        Sample("HTTP/1.10", "GET /items/1 HTTP/1.10\r\n\(host)\r\n"),
        Sample("HTTP/1", "GET /items/1 HTTP/1\r\n\(host)\r\n"),
        Sample("HTTP/01.1", "GET /items/1 HTTP/01.1\r\n\(host)\r\n"),
        Sample("HTTPS/1.1", "GET /items/1 HTTPS/1.1\r\n\(host)\r\n"),
        Sample("HTTP/1.2", "GET /items/1 HTTP/1.2\r\n\(host)\r\n"),
        Sample("HTTP/1,1", "GET /items/1 HTTP/1,1\r\n\(host)\r\n"),
        Sample("HTTP 1.1", "GET /items/1 HTTP 1.1\r\n\(host)\r\n"),
        Sample("method with a slash", "GE/T /items/1 HTTP/1.1\r\n\(host)\r\n"),
        Sample("method with brackets", "GE[T] /items/1 HTTP/1.1\r\n\(host)\r\n"),
        Sample(
            "method of 40 letters", "\(String(repeating: "G", count: 40)) /items/1 HTTP/1.1\r\n\(host)\r\n"),
        Sample("TLS hello", [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 13, 10, 13, 10]),
        Sample("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Sample("an answer", "HTTP/1.1 200 OK\r\n\(host)\r\n"),
    ]

    private static let layouts: [Sample] = [
        Sample("bare LF everywhere", "GET /items/1 HTTP/1.1\nHost: x\n\n"),
        Sample("bare LF after the request line", "GET /items/1 HTTP/1.1\n\(host)\r\n"),
        Sample("bare LF after a field", "\(get)Host: x\nX-A: b\r\n\r\n"),
        Sample("bare LF after the last field", "\(get)\(host)X-A: b\n\r\n"),
        Sample("bare LF for the blank line", "\(get)\(host)\nX"),
        Sample("bare CR between fields", "\(get)Host: x\rX-A: b\r\n\r\n"),
        Sample("CR CR LF", "\(get)Host: x\r\r\nX-A: b\r\n\r\n"),
        Sample("folded by a space", "\(get)\(host)X-A: b\r\n c\r\n\r\n"),
        Sample("folded by a tab", "\(get)\(host)X-A: b\r\n\tc\r\n\r\n"),
        Sample("folded twice", "\(get)\(host)X-A: b\r\n c\r\n d\r\nX-B: e\r\n\r\n"),
        Sample("folded length", "\(post)Content-Length: 1\r\n 0\r\n\r\n0123456789"),
        Sample("folded coding", "\(post)Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
        Sample("folded first field", "\(get) X-A: b\r\n\(host)\r\n"),
        Sample("blank-led name", "\(get)\(host) X-A: b\r\n\r\n"),
        Sample("field without a colon", "\(get)\(host)X-A b\r\n\r\n"),
        Sample("field without a name", "\(get)\(host): b\r\n\r\n"),
        Sample("space before the colon", "\(post)Content-Length : 3\r\n\r\nabc"),
        Sample("tab before the colon", "\(post)Content-Length\t: 3\r\n\r\nabc"),
        Sample("name with a space", "\(get)\(host)X A: b\r\n\r\n"),
        Sample("name with brackets", "\(get)\(host)X(A): b\r\n\r\n"),
        Sample("name with a quote", "\(get)\(host)X\"A: b\r\n\r\n"),
        Sample("name beyond ASCII", "\(get)\(host)Xü: b\r\n\r\n"),
        Sample(
            "NUL cuts a length", Array("\(post)Content-Length: 3".utf8) + [0] + Array("9\r\n\r\nabc".utf8)),
        Sample(
            "NUL cuts a coding",
            Array("\(post)Transfer-Encoding: chunked".utf8) + [0] + Array("x\r\n\r\n0\r\n\r\n".utf8)),
        Sample("NUL before a line's end", Array("\(get)\(host)X-A: b".utf8) + [0] + Array("\r\n\r\n".utf8)),
        Sample(
            "two NULs stand for a line's end",
            Array("\(get)\(host)X-A: b".utf8) + [0, 0] + Array("X-B: c\r\n\r\n".utf8)),
    ]

    private static let hosts: [Sample] =
        [
            Sample("no Host", "\(get)\r\n"),
            Sample("two Hosts", "\(get)Host: a\r\nHost: b\r\n\r\n"),
            Sample("two equal Hosts", "\(get)Host: a\r\nHost: a\r\n\r\n"),
            Sample("two Hosts in HTTP/1.0", "GET /items/1 HTTP/1.0\r\nHost: a\r\nhost: b\r\n\r\n"),
        ]
        + ["a b", "a/b", "a@b", "a,b", "a?b", "a#b", "a\\b", "<a>", "a\"b", "ü"].map {
            Sample("Host \($0)", "\(get)Host: \($0)\r\n\r\n")
        }

    private static let lengths: [Sample] =
        [
            "+3", "-1", "-0", "3abc", "abc", "0x3", "3.0", "3e0", "3,3", "3, 3", "3 3", "3;3", "'3'", "\"3\"",
            "٣", "3_0",
            " ", "", "18446744073709551619", "18446744073709551615", "9223372036854775808",
            "99999999999999999999999999", "+",
            "-", "3\t3", "３",
        ].map { Sample("Content-Length \($0)", "\(post)Content-Length: \($0)\r\n\r\nabc") }
        + [
            Sample("two lengths", "\(post)Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
            Sample("two equal lengths", "\(post)Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
            Sample("two lengths, other case", "\(post)Content-Length: 0\r\ncontent-LENGTH: 33\r\n\r\n"),
            Sample("two lengths on a GET", "\(get)\(host)Content-Length: 0\r\nContent-Length: 40\r\n\r\n"),
        ]

    private static let codings: [Sample] =
        [
            "xchunked", "chunked, identity", "identity, chunked", "gzip, chunked", "chunked, chunked",
            "identity", "gzip",
            "chunked;q=1", "\"chunked\"", "chunked ", "chunked\t", " chunked,", ",chunked", "chunke",
            "chunked\u{B}", "Chunked, x",
            "", "cow", "chunked chunked", "chu nked",
        ].map { Sample("Transfer-Encoding \($0)", "\(post)Transfer-Encoding: \($0)\r\n\r\n0\r\n\r\n") }
        + [
            Sample(
                "coding in HTTP/1.0",
                "POST /echo HTTP/1.0\r\n\(host)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Sample(
                "two codings",
                "\(post)Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
            Sample(
                "two equal codings",
                "\(post)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Sample(
                "coding with a space before the colon", "\(post)Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
        ]

    private static let ambiguous: [Sample] = [
        Sample("CL.TE", "\(post)Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Sample("TE.CL", "\(post)Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"),
        Sample(
            "CL.TE with zero",
            "\(post)Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        Sample(
            "CL.TE, unknown coding", "\(post)Content-Length: 4\r\nTransfer-Encoding: xchunked\r\n\r\nabcd"),
        Sample(
            "CL.TE on a GET", "\(get)\(host)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Sample(
            "CL.TE in other case", "\(post)CONTENT-LENGTH: 4\r\ntransfer-ENCODING: CHUNKED\r\n\r\n0\r\n\r\n"),
        Sample("upgrade with a body", "\(get)\(host)Upgrade: websocket\r\nContent-Length: 3\r\n\r\nabc"),
        Sample(
            "upgrade with chunks", "\(get)\(host)Upgrade: h2c\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ]

    private static let chunks: [Sample] =
        [
            "0x5\r\nhello\r\n0\r\n\r\n", "5h\r\nhello\r\n0\r\n\r\n", "-5\r\nhello\r\n0\r\n\r\n",
            "+5\r\nhello\r\n0\r\n\r\n",
            " 5\r\nhello\r\n0\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n", "\r\nhello\r\n0\r\n\r\n",
            "g\r\nhello\r\n0\r\n\r\n",
            "ffffffffffffffffff\r\nhello\r\n0\r\n\r\n", "10000000000000000\r\nhello\r\n0\r\n\r\n",
            ";x\r\nhello\r\n0\r\n\r\n",
            "5\r\nhelloX\r\n0\r\n\r\n", "5\r\nhello0\r\n\r\n", "5\r\nhello\rX0\r\n\r\n",
            "5\rhello\r\n0\r\n\r\n", "5,5\r\nhello\r\n0\r\n\r\n",
            "0\r\nX A\r\n\r\n", "0\r\nno colon\r\n\r\n",
        ].map { Sample("chunk \($0.debugDescription)", "\(post)Transfer-Encoding: chunked\r\n\r\n\($0)") }

    private static let targets: [Sample] =
        [
            "/items/%zz", "/items/%", "/items/%4", "/items/a%00b", "/items/%ff", "/items/%c3%28",
            "/items/%ed%a0%80", "items/1",
            "/items/../canary", "/items/./1", "/items/%2e%2e/canary", "/items/.%2E/canary", "/items/1#x",
            "/items/ü", "x:1", "*",
            "?a=b", "/items/1?a=%zz", "/items/1?%00=a", "ftp://x/items/1", "\\items", "//../canary",
        ].map { Sample("target \($0)", "GET \($0) HTTP/1.1\r\n\(host)\r\n") }

    private static let others: [Sample] = [
        Sample("unknown expectation", "\(post)Expect: 200-ok\r\nContent-Length: 3\r\n\r\nabc"),
        Sample(
            "two expectations",
            "\(post)Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc"),
        Sample("head of 30 KB", "\(get)\(host)\(String(repeating: "X-A: b\r\n", count: 3_800))\r\n"),
        Sample(
            "1,001 fields in the query",
            "GET /items/1?\(String(repeating: "a&", count: 1_001)) HTTP/1.1\r\n\(host)\r\n"),
        Sample("length over the limit", "\(post)Content-Length: 99999999999\r\n\r\nabc"),
    ]
}
