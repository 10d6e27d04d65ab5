internal import CAssayPlugin
internal import WorkerFrames

/// The `assay_input` of a call, and the memory that it points to.
final class StepInput {
    private let document: MappedInput?
    private let source: MappedInput?
    private let record: UnsafeMutableBufferPointer<UInt8>
    private let looks: UnsafeMutableBufferPointer<UInt8>
    private let name: UnsafeMutableBufferPointer<UInt8>
    private let pages: UnsafeMutableBufferPointer<UInt32>
    private let image: UnsafeMutablePointer<assay_image_request>?
    private var results: [UnsafeMutableBufferPointer<UInt8>] = []
    private let request: UInt32
    private let timeout: UInt64

    init(_ call: CallMessage, document: MappedInput?, source: MappedInput?) {
        self.document = document
        self.source = source
        request = call.request
        timeout = call.timeout
        record = Self.copy(call.record)
        looks = Self.copy(call.looks)
        name = Self.copy(Array(call.name.utf8))
        pages = Self.copy(call.pages)
        image = call.image.map { wanted in
            let memory = UnsafeMutablePointer<assay_image_request>.allocate(capacity: 1)
            let region = wanted.region
            memory.initialize(
                to: assay_image_request(
                    size: UInt32(MemoryLayout<assay_image_request>.size), encoding: wanted.encoding,
                    dpi: wanted.dpi, flags: wanted.flags,
                    region: (region[0], region[1], region[2], region[3])))
            return memory
        }
    }

    deinit {
        for buffer in [record, looks, name] + results { buffer.deallocate() }
        pages.deallocate()
        image?.deallocate()
    }

    /// The next steps of the call see this result too.
    func add(result: [UInt8]) { results.append(Self.copy(result)) }

    /// Lends the input as the plugin sees it.
    func withInput<Value>(_ body: (UnsafePointer<assay_input>) -> Value) -> Value {
        let lent = results.map(Self.bytes)
        return lent.withUnsafeBufferPointer { lent in
            var input = assay_input(
                size: UInt32(MemoryLayout<assay_input>.size), request: request,
                document: document?.start?.assumingMemoryBound(to: assay_document.self),
                source: assay_bytes(
                    ptr: source?.start?.assumingMemoryBound(to: UInt8.self), len: UInt64(source?.count ?? 0)),
                record: Self.bytes(record), results: lent.isEmpty ? nil : lent.baseAddress,
                result_count: UInt64(lent.count),
                pages: pages.isEmpty ? nil : UnsafePointer(pages.baseAddress),
                page_count: UInt64(pages.count), image: UnsafePointer(image), looks: Self.bytes(looks),
                timeout_ms: timeout, name: Self.bytes(name))
            return withUnsafePointer(to: &input, body)
        }
    }

    private static func copy<Element>(_ values: [Element]) -> UnsafeMutableBufferPointer<Element> {
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: values.count)
        _ = memory.initialize(fromContentsOf: values)
        return memory
    }

    private static func bytes(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> assay_bytes {
        assay_bytes(
            ptr: buffer.isEmpty ? nil : UnsafePointer(buffer.baseAddress), len: UInt64(buffer.count))
    }
}
