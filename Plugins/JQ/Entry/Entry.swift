internal import JQ

private let door = JQDoor(manifest: PackageResources.plugin_json)

/// The library's one exported function; see assay_plugin.h.
@c public func assay_plugin_entry(_ hostMajorVersion: UInt32) -> UnsafeRawPointer? {
    door.entry(hostMajorVersion)
}
