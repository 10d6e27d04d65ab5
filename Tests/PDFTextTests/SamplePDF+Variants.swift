import CQPDF
import Foundation

extension SamplePDF {
    /// Opens what ``encrypted`` closes.
    static let password = "user"

    /// The file, encrypted (AES-256) so that ``password`` opens it; nil when qpdf cannot.
    var encrypted: Data? {
        var file = qpdf_init()
        defer { qpdf_cleanup(&file) }
        let plain = data
        let status = plain.withUnsafeBytes { bytes in
            qpdf_read_memory(
                file, "sample", bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(bytes.count),
                nil)
                | qpdf_init_write_memory(file)
                | encrypt(file)
        }
        guard status == 0, let buffer = qpdf_get_buffer(file) else { return nil }
        return Data(bytes: buffer, count: qpdf_get_buffer_length(file))
    }

    private func encrypt(_ file: qpdf_data?) -> QPDF_ERROR_CODE {
        qpdf_set_r6_encryption_parameters2(
            file, Self.password, "owner", 1, 1, 1, 1, 1, 1, qpdf_r3p_full, 1)
        return qpdf_write(file)
    }

    /// Appends an incremental update that changes nothing.
    static func append(revisionTo file: inout Data) {
        let table = file.count
        var previous = 0
        if let last = file.range(of: Data("startxref\n".utf8), options: .backwards) {
            previous =
                Int(String(decoding: file[last.upperBound...].prefix { $0 != 0x0A }, as: UTF8.self)) ?? 0
        }
        file += Data(
            "xref\n0 0\ntrailer\n<</Size 50/Root 1 0 R/Prev \(previous)>>\nstartxref\n\(table)\n%%EOF\n".utf8)
    }

    /// A JPEG's head: enough for its size, not for its pixels.
    static func jpegHead(width: Int, height: Int) -> Data {
        Data([
            0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8),
            UInt8(width & 255), 1, 1, 0x11, 0, 0xFF, 0xD9,
        ])
    }
}
