import AssayKit
import EInvoice

private let module = PluginModule(
    manifest: PackageResources.plugin_json, EInvoiceFileReader.self, EInvoiceExtractor.self,
    SignedQRExtractor.self)

/// The library's table of contents.
///
/// - Parameter abi: The host's major version of the ABI.
/// - Returns: The table; nil for a host of another version.
@c public func assay_plugin_entry(_ abi: UInt32) -> UnsafeRawPointer? { module.entry(abi) }
