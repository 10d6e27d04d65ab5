internal import AssayKit
internal import CAssayPlugin

/// The evaluator at the plugin door.
///
/// It doesn't use the SDK's component protocols, for it takes the engine's view of a record rather than a record and
/// answers with results rather than with fields or flags.
package final class JQDoor: Sendable {
    private let address: UInt

    /// The library's table of contents; lives as long as the process.
    ///
    /// - Parameter manifest: The bytes of `plugin.json`.
    package init(manifest: [UInt8]) {
        var component = assay_component()
        component.size = UInt32(MemoryLayout<assay_component>.size)
        component.kind = ASSAY_VALIDATOR.rawValue
        component.id = Self.permanent(Array("jq".utf8))
        component.create = { host, call, options in
            JQDoor.create(
                host, call, UnsafeRawBufferPointer(start: options.ptr, count: Int(clamping: options.len)))
        }
        component.run = { instance, host, call, input in
            JQDoor.run(instance, host, call, input).rawValue.asStatus
        }
        component.destroy = { instance in
            guard let instance else {
                return
            }
            Unmanaged<ExpressionEvaluator>.fromOpaque(instance).release()
        }
        let row = UnsafeMutablePointer<assay_component>.allocate(capacity: 1)
        row.initialize(to: component)
        // The rules are a component as the SDK makes them; its table lives as long as the process, too.
        let rules = PluginModule(manifest: manifest, JQRules.self).entry(ASSAY_ABI_MAJOR)
        let table = rules?.assumingMemoryBound(to: assay_plugin.self)
        let all = [UnsafePointer(row), table?.pointee.components?[0]].compactMap(\.self)
        let rows = UnsafeMutablePointer<UnsafePointer<assay_component>?>.allocate(capacity: all.count)
        for (place, one) in all.enumerated() { (rows + place).initialize(to: one) }
        let plugin = UnsafeMutablePointer<assay_plugin>.allocate(capacity: 1)
        plugin.initialize(
            to: assay_plugin(
                magic: ASSAY_ABI_MAGIC, size: UInt32(MemoryLayout<assay_plugin>.size),
                abi_major: UInt16(ASSAY_ABI_MAJOR), abi_minor: UInt16(ASSAY_ABI_MINOR),
                component_count: UInt32(all.count),
                components: UnsafePointer(rows), manifest_json: Self.permanent(manifest),
                built_with: Self.permanent(Array("Swift, ABI 1.1".utf8))))
        address = UInt(bitPattern: plugin)
    }

    /// What `assay_plugin_entry` returns: the table, or nil for a host of another major version.
    package func entry(_ hostMajorVersion: UInt32) -> UnsafeRawPointer? {
        hostMajorVersion == ASSAY_ABI_MAJOR ? UnsafeRawPointer(bitPattern: address) : nil
    }

    private static func create(
        _ host: UnsafePointer<assay_host>?, _ call: OpaquePointer?, _ options: UnsafeRawBufferPointer
    ) -> UnsafeMutableRawPointer? {
        guard let host else {
            return nil
        }
        do {
            let json = try JSONParser.parse(options)
            let expressions = json["expressions"]?.arrayValue?.compactMap(\.stringValue) ?? []
            return Unmanaged.passRetained(try ExpressionEvaluator(expressions)).toOpaque()
        } catch let failure as ExpressionEvaluator.CompileFailure {
            fail(PluginError(.configuration, code: "expression", failure.text), host, call)
        } catch {
            fail(
                PluginError(.configuration, code: "options", "the options aren't JSON: \(error)"), host, call)
        }
        return nil
    }

    private static func run(
        _ instance: UnsafeMutableRawPointer?, _ host: UnsafePointer<assay_host>?, _ call: OpaquePointer?,
        _ input: UnsafePointer<assay_input>?
    ) -> assay_status {
        guard let instance, let host, let input else {
            return ASSAY_FAILED
        }
        guard input.pointee.request == ASSAY_RUN.rawValue else {
            return ASSAY_UNSUPPORTED
        }
        let evaluator = Unmanaged<ExpressionEvaluator>.fromOpaque(instance).takeUnretainedValue()
        let record = input.pointee.record
        do {
            let view = UnsafeRawBufferPointer(start: record.ptr, count: Int(clamping: record.len))
            let results = try evaluator.evaluate(view)
            results.withUnsafeBufferPointer { buffer in
                host.pointee.emit(call, assay_bytes(ptr: buffer.baseAddress, len: UInt64(buffer.count)))
            }
            return ASSAY_OK
        } catch {
            fail(error, host, call)
            return ASSAY_FAILED
        }
    }

    private static func fail(
        _ error: PluginError, _ host: UnsafePointer<assay_host>, _ call: OpaquePointer?
    ) {
        lend(error.code) { code in
            lend(error.message) { message in
                var failure = assay_failure()
                failure.size = UInt32(MemoryLayout<assay_failure>.size)
                failure.kind =
                    (error.kind == .configuration ? ASSAY_FAIL_CONFIGURATION : ASSAY_FAIL_INTERNAL).rawValue
                failure.code = code
                failure.message = message
                host.pointee.fail(call, &failure)
            }
        }
    }

    private static func lend(_ text: String, _ body: (assay_bytes) -> Void) {
        var text = text
        text.withUTF8 { body(assay_bytes(ptr: $0.baseAddress, len: UInt64($0.count))) }
    }

    /// A NUL-terminated copy that lives as long as the process.
    private static func permanent(_ utf8: [UInt8]) -> UnsafePointer<CChar> {
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: utf8.count + 1)
        for (index, byte) in utf8.enumerated() {
            copy[index] = CChar(bitPattern: byte)
        }
        copy[utf8.count] = 0
        return UnsafePointer(copy)
    }
}

extension UInt32 {
    fileprivate var asStatus: Int32 { Int32(bitPattern: self) }
}
