import AssayKit
import Webhook

private let module = PluginModule(manifest: PackageResources.plugin_json, WebhookNotifier.self)

/// The plugin door.
@c public func assay_plugin_entry(_ abi: UInt32) -> UnsafeRawPointer? { module.entry(abi) }
