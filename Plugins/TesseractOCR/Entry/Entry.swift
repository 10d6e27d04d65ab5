import AssayKit
import TesseractOCR

private let module = PluginModule(manifest: PackageResources.plugin_json, PageRecogniser.self)

/// The library's table of contents, for a host of that major version.
@c public func assay_plugin_entry(_ abi: UInt32) -> UnsafeRawPointer? { module.entry(abi) }
