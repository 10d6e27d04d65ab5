internal import CAssayPlugin

/// The C functions behind a component's table.
enum ComponentThunks {
    typealias Create =
        @convention(c) (UnsafePointer<assay_host>?, OpaquePointer?, assay_bytes) -> UnsafeMutableRawPointer?

    static func component(_ type: any Component.Type, create: @escaping Create) -> assay_component {
        var component = assay_component()
        component.size = UInt32(MemoryLayout<assay_component>.size)
        component.kind = kind(of: type)
        component.id = permanentCString(Array(type.id.utf8))
        component.create = create
        component.run = { instance, host, call, input in
            guard let instance, let host, let input else { return Int32(ASSAY_FAILED.rawValue) }
            return ComponentThunks.run(
                Unmanaged<ComponentInstance>.fromOpaque(instance).takeUnretainedValue(), host, call, input)
        }
        component.destroy = { instance in
            guard let instance else { return }
            Unmanaged<ComponentInstance>.fromOpaque(instance).release()
        }
        return component
    }

    private static func kind(of type: any Component.Type) -> UInt32 {
        if type is any Validator.Type { return ASSAY_VALIDATOR.rawValue }
        if type is any Notifier.Type { return ASSAY_NOTIFIER.rawValue }
        return ASSAY_EXTRACTOR.rawValue
    }

    private static func run(
        _ instance: ComponentInstance, _ host: UnsafePointer<assay_host>, _ call: OpaquePointer?,
        _ input: UnsafePointer<assay_input>
    ) -> Int32 {
        do {
            let isAnswered = try instance.answer(input, Context(host: host, call: call, input: input))
            return Int32((isAnswered ? ASSAY_OK : ASSAY_UNSUPPORTED).rawValue)
        } catch is CancellationError {
            return Int32(ASSAY_CANCELLED.rawValue)
        } catch let error as PluginError {
            fail(error, host, call)
        } catch {
            fail(PluginError(.internal, code: "unexpected", "\(error)"), host, call)
        }
        return Int32(ASSAY_FAILED.rawValue)
    }

    static func fail(_ error: PluginError, _ host: UnsafePointer<assay_host>, _ call: OpaquePointer?) {
        withAssayBytes(error.code) { code in
            withAssayBytes(error.message) { message in
                withAssayBytes(error.mend) { mend in
                    var failure = assay_failure()
                    failure.size = UInt32(MemoryLayout<assay_failure>.size)
                    failure.kind = error.kind.code
                    if case .later(let milliseconds) = error.retry {
                        failure.retry = ASSAY_RETRY_LATER.rawValue
                        failure.retry_after_ms = milliseconds
                    }
                    failure.page = UInt32(clamping: error.page ?? 0)
                    failure.code = code
                    failure.message = message
                    failure.mend = mend
                    host.pointee.fail(call, &failure)
                }
            }
        }
    }

    /// A NUL-terminated copy that lives as long as the process.
    static func permanentCString(_ utf8: [UInt8]) -> UnsafePointer<CChar> {
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: utf8.count + 1)
        for (index, byte) in utf8.enumerated() { copy[index] = CChar(bitPattern: byte) }
        copy[utf8.count] = 0
        return UnsafePointer(copy)
    }
}
