import AssayKit

private let module = PluginModule(manifest: PackageResources.plugin_json, @TYPE@.self)

/// The door: what Assay finds in this library.
@c public func assay_plugin_entry(_ abi: UInt32) -> UnsafeRawPointer? { module.entry(abi) }
