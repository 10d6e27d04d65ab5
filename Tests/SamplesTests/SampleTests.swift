import Testing

@testable import Samples

@Suite("Samples")
struct SampleTests {
    private func generator(_ request: SampleRequest) throws -> SampleGenerator {
        try SampleGenerator(request)
    }

    @Test("the same seed gives the same bytes, another seed others", arguments: Layout.programs)
    func deterministic(_ layout: Layout) throws {
        let request = SampleRequest(folder: "unused", seed: 3, count: 1, layouts: [layout])
        var other = request
        other.seed = 4
        let files = try generator(request).files(at: 0)
        #expect(try generator(request).files(at: 0) == files)
        #expect(try generator(other).files(at: 0) != files)
        #expect(files.map(\.name) == ["sample-001.pdf", "sample-001.json"])
    }

    @Test("scans and photos too")
    func deterministicPictures() throws {
        let request = SampleRequest(
            folder: "unused", seed: 3, count: 1, layouts: [.thermal], formats: [.scan, .photo],
            series: .simple)
        let files = try generator(request).files(at: 0)
        #expect(try generator(request).files(at: 0) == files)
        #expect(
            files.map(\.name) == [
                "sample-001-scan.pdf", "sample-001-scan.json", "sample-001-photo.png",
                "sample-001-photo.json",
            ])
        #expect(files[2].bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]))
    }

    struct BadRequest: CustomTestStringConvertible {
        let request: SampleRequest
        let part: String
        var testDescription: String { part }
    }

    static let badRequests = [
        BadRequest(request: SampleRequest(folder: "x", count: 0), part: "1 to 9999"),
        BadRequest(request: SampleRequest(folder: "x", formats: []), part: "name text, scan or photo"),
        BadRequest(request: SampleRequest(folder: "x", prefix: "../up"), part: "letters and digits"),
    ]

    @Test("a request that cannot be met says why", arguments: badRequests)
    func refused(_ sample: BadRequest) {
        let error = #expect(throws: SampleError.self) { try SampleGenerator(sample.request) }
        #expect(error?.description.contains(sample.part) == true)
    }

    @Test("a fault that no layout asked for can show is refused")
    func unfitting() throws {
        let generator = try generator(
            SampleRequest(folder: "x", layouts: [.swipe], defects: [[.foreignPAN]]))
        #expect(throws: SampleError.self) { try generator.files(at: 0) }
    }
}
