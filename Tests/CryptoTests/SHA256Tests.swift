import Crypto
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    @Test(
        "published digests (FIPS 180-4 examples)",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func published(text: String, digest: String) {
        #expect(SHA256.hex(Array(text.utf8)) == digest)
    }

    @Test("pieces give the digest of the whole")
    func pieces() {
        var hash = SHA256()
        for piece in ["a", "", "bc"] { hash.update(Array(piece.utf8)) }
        #expect(Hexadecimal.encode(hash.finish()) == SHA256.hex(Array("abc".utf8)))
    }

    @Test("a file that is not there says so")
    func missing() {
        #expect {
            try SHA256.hex(file: "/no/such/file")
        } throws: { error in
            "\(error)".contains("/no/such/file: No such file or directory")
        }
    }

    @Test(
        "hexadecimal",
        arguments: [("00ffA0", [0, 255, 160] as [UInt8]?), ("0", nil), ("0g", nil), ("", [])])
    func hexadecimal(text: String, bytes: [UInt8]?) {
        #expect(Hexadecimal.decode(text) == bytes)
    }
}
