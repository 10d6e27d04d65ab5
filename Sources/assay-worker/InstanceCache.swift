internal import CAssayPlugin
internal import WorkerFrames

/// The components that have been made so far, by their options: making one may cost far more than running it.
struct InstanceCache {
    /// How many are kept; the one that was used longest ago goes first.
    private static let capacity = 16

    private struct Key: Hashable {
        let component: String
        let options: [UInt8]
    }

    private struct Entry {
        let instance: UnsafeMutableRawPointer
        let destroy: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?
        var lastUse: UInt64
    }

    private var entries: [Key: Entry] = [:]
    private var uses: UInt64 = 0

    /// The instance for a step, made now if it is new; nil when the component refuses its options.
    mutating func instance(
        of component: assay_component, for step: CallMessage.Step, call: OpaquePointer?
    ) -> UnsafeMutableRawPointer? {
        uses += 1
        let key = Key(component: step.component, options: step.options)
        if let known = entries[key]?.instance {
            entries[key]?.lastUse = uses
            return known
        }
        let made = step.options.withUnsafeBufferPointer { options in
            component.create(
                HostTable.host, call, assay_bytes(ptr: options.baseAddress, len: UInt64(options.count)))
        }
        guard let made else { return nil }
        makeRoom()
        entries[key] = Entry(instance: made, destroy: component.destroy, lastUse: uses)
        return made
    }

    private mutating func makeRoom() {
        guard entries.count >= Self.capacity,
            let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        else { return }
        oldest.value.destroy?(oldest.value.instance)
        entries[oldest.key] = nil
    }
}
