// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "@FILE@",
    products: [.library(name: "@FILE@", type: .dynamic, targets: ["Plugin"])],
    dependencies: [@DEPENDENCY@],
    targets: [
        .target(
            name: "Plugin", dependencies: [.product(name: "AssayKit", package: "@PACKAGE@")],
            resources: [.embedInCode("../../plugin/plugin.json")])
    ])
