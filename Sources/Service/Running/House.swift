package import Accounts
package import Chat
internal import AssayKit
internal import HTTPServing
package import Hooks
package import Live
package import Storage
internal import Synchronization

/// What all handlers work with.
package struct House: Sendable {
    package let store: any DataStore
    package let blobs: any BlobStore
    package let accounts: AccountService
    package let library: any PipelineCatalogue
    package let plugins: any PluginDirectory
    package let desk: any DocumentDesk
    package let settings: ServiceSettings
    /// Who may send messages here.
    package let hooks: HookSources
    package let time: any TimeSource
    /// Tells the runners that there is work.
    package let wake: @Sendable () -> Void
    /// Words questions that the chat's grammar does not know; nil where none is configured.
    package let interpreter: (any ChatInterpreter)?
    /// Draws sample invoices.
    package let samples: any SampleDesk
    let ids: IdentifierGenerator
    let meters: Meters
    package let progress: ProgressBoard
    /// Where everybody reads what happens.
    package let live: LiveHub
    /// The state of what is followed, and who may see it.
    package let views: any LiveViews
    /// The incoming sources.
    package let sources: any SourceViews
    /// The way to the first admin.
    package var setup: SetupToken { accounts.setup }

    package init(
        store: any DataStore, blobs: any BlobStore, accounts: AccountService, library: any PipelineCatalogue,
        plugins: any PluginDirectory, desk: any DocumentDesk, settings: ServiceSettings,
        hooks: HookSources = HookSources(),
        progress: ProgressBoard, sources: any SourceViews = NoSources(),
        interpreter: (any ChatInterpreter)? = nil,
        samples: any SampleDesk = NoSamples(), time: any TimeSource = SystemTime(),
        wake: @escaping @Sendable () -> Void
    ) {
        self.store = store
        self.blobs = blobs
        self.accounts = accounts
        self.library = library
        self.plugins = plugins
        self.desk = desk
        self.settings = settings
        self.hooks = hooks
        self.progress = progress
        self.interpreter = interpreter
        self.samples = samples
        self.time = time
        self.wake = wake
        ids = IdentifierGenerator(time: time)
        meters = Meters()
        let views = StoredViews(store: store, progress: progress, sources: sources)
        let live = LiveHub(log: store, accounts: accounts, views: views, time: time)
        self.views = views
        self.sources = sources
        self.live = live
        progress.watch { [weak live] place in live?.tell(place) }
    }
}
