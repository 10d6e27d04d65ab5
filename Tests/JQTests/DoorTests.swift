import CAssayPlugin
import JQ
import Testing

/// What a host is told during a call.
private final class HostLog {
    var emitted = ""
    var failure = ""

    static func at(_ call: OpaquePointer?) -> HostLog? {
        call.map { Unmanaged<HostLog>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
    }

    static func text(_ bytes: assay_bytes) -> String {
        String(decoding: UnsafeBufferPointer(start: bytes.ptr, count: Int(bytes.len)), as: UTF8.self)
    }
}

private func host() -> assay_host {
    var host = assay_host()
    host.size = UInt32(MemoryLayout<assay_host>.size)
    host.emit = { call, json in HostLog.at(call)?.emitted = HostLog.text(json) }
    host.fail = { call, failure in
        guard let failure else {
            return
        }
        HostLog.at(call)?.failure =
            HostLog.text(failure.pointee.code) + ": " + HostLog.text(failure.pointee.message)
    }
    return host
}

private func withBytes<R>(_ text: String, _ body: (assay_bytes) -> R) -> R {
    Array(text.utf8).withUnsafeBufferPointer { body(assay_bytes(ptr: $0.baseAddress, len: UInt64($0.count))) }
}

@Suite("The jq plugin at the door")
struct DoorTests {
    private static let door = JQDoor(manifest: Array(#"{"id":"jq"}"#.utf8))

    private static func component() throws -> assay_component {
        let table = try #require(door.entry(ASSAY_ABI_MAJOR)).assumingMemoryBound(to: assay_plugin.self)
        #expect(table.pointee.magic == ASSAY_ABI_MAGIC)
        #expect(table.pointee.component_count == 2)
        #expect(String(cString: table.pointee.manifest_json) == #"{"id":"jq"}"#)
        return try #require(table.pointee.components[0]).pointee
    }

    @Test("another major version gets nothing")
    func otherVersion() {
        #expect(Self.door.entry(ASSAY_ABI_MAJOR + 1) == nil)
    }

    @Test("create, run and destroy answer as the header says")
    func life() throws {
        let component = try Self.component()
        #expect(String(cString: component.id) == "jq")
        let log = HostLog()
        let call = OpaquePointer(Unmanaged.passUnretained(log).toOpaque())
        var host = host()
        let made = withBytes(#"{"expressions":[".a > 1"]}"#) { component.create(&host, call, $0) }
        let instance = try #require(made)
        var input = assay_input()
        input.size = UInt32(MemoryLayout<assay_input>.size)
        input.request = ASSAY_RUN.rawValue
        let status = withBytes(#"{"a":2}"#) { record in
            input.record = record
            return component.run(instance, &host, call, &input)
        }
        #expect(status == Int32(ASSAY_OK.rawValue))
        #expect(log.emitted == #"{"results":[{"value":true}]}"#)
        input.request = ASSAY_WORDS.rawValue
        #expect(component.run(instance, &host, call, &input) == Int32(ASSAY_UNSUPPORTED.rawValue))
        input.request = ASSAY_RUN.rawValue
        input.record = assay_bytes()
        #expect(component.run(instance, &host, call, &input) == Int32(ASSAY_FAILED.rawValue))
        #expect(log.failure.hasPrefix("expression: the input isn't JSON"))
        component.destroy(instance)
    }

    @Test(
        "options that can't be used are refused with a sentence",
        arguments: [
            (#"{"expressions":["1","."," 2 +"]}"#, "expression: expression 2, line 1: syntax error"),
            ("rubbish", "options: the options aren't JSON"),
        ])
    func refused(_ options: String, _ sentence: String) throws {
        let component = try Self.component()
        let log = HostLog()
        let call = OpaquePointer(Unmanaged.passUnretained(log).toOpaque())
        var host = host()
        #expect(withBytes(options) { component.create(&host, call, $0) } == nil)
        #expect(log.failure.hasPrefix(sentence), "\(log.failure)")
    }
}
