import AssayKit
import FraudRules

private let module = PluginModule(
    manifest: PackageResources.plugin_json, PictureTraces.self, DrawnText.self, FraudRules.self)

/// What a host looks up: the table of this library's components.
@c public func assay_plugin_entry(_ hostMajorVersion: UInt32) -> UnsafeRawPointer? {
    module.entry(hostMajorVersion)
}
