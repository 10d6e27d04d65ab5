internal import AssayKit
internal import Fetching
import Glibc

/// `assay-fetch`: fetches one document for the service that starts it, and lives no longer.
guard CommandLine.arguments.count == 1, let order = FetchChannel.order() else {
    let text = "assay-fetch fetches one document in a sandbox; assay-service starts it where it is needed.\n"
    _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    exit(64)
}
do throws(FetchFailure) {
    try FetchSandbox.enter(order)
    try Download(order).run()
    FetchChannel.send(.end, [])
} catch {
    FetchChannel.send(.failure, JSONWriter.bytes(error.json))
}
