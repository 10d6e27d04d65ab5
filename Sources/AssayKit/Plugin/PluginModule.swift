internal import CAssayPlugin

/// Presents Swift components at the plugin door. A plugin's whole entry point is:
/// ```swift
/// import AssayKit
///
/// private let module = PluginModule(manifest: PackageResources.plugin_json, MyExtractor.self)
///
/// @c public func assay_plugin_entry(_ abi: UInt32) -> UnsafeRawPointer? { module.entry(abi) }
/// ```
/// Its tables live as long as the process: a plugin is never unloaded.
public final class PluginModule: Sendable {
    /// How many components one library may hold.
    public static let maximumComponents = 8

    // Guarded by being written once, before the entry function returns its table and create() can be called.
    nonisolated(unsafe) private static var types: [any Component.Type] = []
    private let address: UInt

    /// The library's table of contents.
    ///
    /// - Parameters:
    ///   - manifest: The bytes of `plugin.json`.
    ///   - components: Each must be an ``Extractor``, ``Reader``, ``Validator`` or ``Notifier``.
    public init(manifest: [UInt8], _ components: any Component.Type...) {
        precondition(
            components.count <= Self.maximumComponents,
            "a library holds at most \(Self.maximumComponents) components")
        Self.types = components
        let table = UnsafeMutablePointer<UnsafePointer<assay_component>?>.allocate(capacity: components.count)
        for (index, type) in components.enumerated() {
            let component = UnsafeMutablePointer<assay_component>.allocate(capacity: 1)
            component.initialize(to: ComponentThunks.component(type, create: Self.creators[index]))
            table[index] = UnsafePointer(component)
        }
        let plugin = UnsafeMutablePointer<assay_plugin>.allocate(capacity: 1)
        plugin.initialize(
            to: assay_plugin(
                magic: ASSAY_ABI_MAGIC, size: UInt32(MemoryLayout<assay_plugin>.size),
                abi_major: UInt16(ASSAY_ABI_MAJOR), abi_minor: UInt16(ASSAY_ABI_MINOR),
                component_count: UInt32(components.count), components: UnsafePointer(table),
                manifest_json: ComponentThunks.permanentCString(manifest),
                built_with: ComponentThunks.permanentCString(Array("Swift, AssayKit ABI 1.1".utf8))))
        address = UInt(bitPattern: plugin)
    }

    /// What `assay_plugin_entry` returns: the table, or nil for a host of another major version.
    public func entry(_ hostMajorVersion: UInt32) -> UnsafeRawPointer? {
        hostMajorVersion == ASSAY_ABI_MAJOR ? UnsafeRawPointer(bitPattern: address) : nil
    }

    // A C function pointer carries no state, so each component's place has a function of its own.
    private static let creators: [ComponentThunks.Create] = [
        { make(0, $0, $1, $2) }, { make(1, $0, $1, $2) }, { make(2, $0, $1, $2) }, { make(3, $0, $1, $2) },
        { make(4, $0, $1, $2) }, { make(5, $0, $1, $2) }, { make(6, $0, $1, $2) }, { make(7, $0, $1, $2) },
    ]

    private static func make(
        _ index: Int, _ host: UnsafePointer<assay_host>?, _ call: OpaquePointer?, _ options: assay_bytes
    ) -> UnsafeMutableRawPointer? {
        guard let host, types.indices.contains(index) else { return nil }
        do throws(PluginError) {
            let instance = try ComponentInstance.make(types[index], options: options.buffer)
            return Unmanaged.passRetained(instance).toOpaque()
        } catch {
            ComponentThunks.fail(error, host, call)
            return nil
        }
    }
}
