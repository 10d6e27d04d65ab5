internal import Accounts
internal import AssayKit
internal import Control
internal import Files
internal import RemoteJobs
internal import StorageSQLite

/// Everything that other processes of this machine ask of the running service.
struct ControlRequests: Sendable {
    let accounts: AccountService
    let store: SQLiteStore
    let jobs: JobLineServer

    /// Listens in the data folder.
    func listen(_ folder: String) throws(FileError) -> ControlSocket {
        try ControlSocket(folder: folder, onEnd: { [jobs] in jobs.ended($0) }) { question, peer in
            if JobLineServer.takes(question) { return await jobs.answer(question, peer) }
            if PipelineCoding.takes(question) { return await PipelineCoding.answer(question, store) }
            if question["do"]?.stringValue == "seed" {
                return await SeedRequests.answer(question["folder"]?.stringValue, accounts, store)
            }
            return await AccountRequests.answer(question, accounts, store)
        }
    }
}
