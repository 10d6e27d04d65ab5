// AssayKitTesting
