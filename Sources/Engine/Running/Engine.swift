package import AssayKit

/// Takes documents through pipelines: reads, extracts, checks, decides.
///
/// It holds no document and can be used from any number of tasks at a time.
package struct Engine: Sendable {
    /// How much it does at a time.
    package struct Settings: Sendable {
        /// Pages that a reader reads in one call.
        package var readingWindow = 16
        /// Pages whose pictures are held at a time by one call.
        package var pictureWindow = 2
        /// Windows of one document at a time.
        package var parallelWindows = 2

        package init() {}
    }

    let runner: any ComponentRunner
    let components: ComponentIndex
    let evaluator: any ExpressionEvaluator
    let events: any EventSink
    let cache: any Cache
    let settings: Settings

    package init(
        runner: any ComponentRunner, components: ComponentIndex, evaluator: any ExpressionEvaluator,
        events: any EventSink = NoEvents(), cache: any Cache = NoCache(), settings: Settings = Settings()
    ) {
        self.runner = runner
        self.components = components
        self.evaluator = evaluator
        self.events = events
        self.cache = cache
        self.settings = settings
    }

    /// Takes one document through a plan.
    ///
    /// - Returns: At least one result: one for each invoice in the file, in the order of its pages. A failure is a
    ///   result too.
    package func process(_ input: EngineInput, through plan: Plan) async -> [InvoiceResult] {
        var run = DocumentRun(engine: self, plan: plan, input: input)
        return await run.results()
    }

    /// Evaluates the expressions of pipelines.
    package var expressions: any ExpressionEvaluator { evaluator }

    /// What the installed readers' manifests say.
    package var readers: [ComponentManifest] { components.readers.map(\.manifest) }

    /// Starts what a plan will need, without waiting: workers come up while the first file is still being read.
    ///
    /// Recognisers are left out: whether they are needed, the file decides.
    ///
    /// - Parameters:
    ///   - plan: What will run.
    ///   - fileExtension: Tells which reader comes first, so that it is started before all others; empty for none.
    package func prepare(for plan: Plan, fileExtension: String = "") {
        let reader = components.readers.first { reader in
            reader.manifest.reads.contains { $0.extensions.contains(fileExtension) }
        }
        var seen: Set<String> = []
        if let reader {
            let step = plan.steps.first { $0.uses == reader.manifest.id }
            seen.insert(reader.plugin)
            runner.prepare(plugin: reader.plugin, memory: step?.memory ?? plan.memory)
        }
        for step in plan.steps {
            guard let component = components.component(step.uses), !component.manifest.isReader,
                component.manifest.input.images == nil, seen.insert(step.plugin).inserted
            else { continue }
            runner.prepare(plugin: step.plugin, memory: step.memory ?? plan.memory)
        }
        if !plan.program.isEmpty, let expressions = components.component(ExpressionComponent.id) {
            runner.prepare(plugin: expressions.plugin, memory: plan.memory)
        }
    }
}
