internal import AssayKit
internal import Configuration
internal import Glibc

/// Whether the data folder's disk has room.
struct DiskCheck: Check {
    let name = "disk"

    func look(_ visit: Visit) async -> Verdict {
        let said = visit.components["storage"]
        let mend = "free some space on the disk of the data folder, or lower reserved_disk in assay.yaml"
        if let said, said["status"] != "healthy" {
            return .fail(
                "the service says: \(said["message"]?.stringValue ?? "the disk is full")", mend: mend)
        }
        guard let folder = visit.folder, let configuration = visit.configuration else {
            return said == nil ? Visit.remote : .pass("the service says that there is room")
        }
        var figures = statvfs()
        guard statvfs(folder, &figures) == 0 else {
            return said == nil
                ? .skip("there is no data folder yet") : .pass("the service says that there is room")
        }
        let free = UInt64(figures.f_bavail).multipliedReportingOverflow(by: UInt64(figures.f_frsize)).0
        let needed = UInt64(configuration.reservedDisk)
        let shown = "\(free >> 20) MiB are free, \(needed >> 20) MiB are kept free"
        return free > needed ? .pass("\(folder): \(shown)") : .fail("\(folder): \(shown)", mend: mend)
    }
}
