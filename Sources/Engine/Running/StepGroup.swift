internal import AssayKit

/// Consecutive steps of one plugin that travel in one call.
struct StepGroup: Sendable {
    /// At least one.
    var steps: [PlanStep]
    let component: InstalledComponent

    /// Divides a plan's steps: a group goes on as long as the plugin and the limits stay the same and nothing has to be
    /// decided or fetched between two steps.
    static func divide(_ steps: [PlanStep], _ components: ComponentIndex) -> [Result<StepGroup, Missing>] {
        var groups: [Result<StepGroup, Missing>] = []
        for step in steps {
            guard let component = components.component(step.uses) else {
                groups.append(.failure(Missing(step: step)))
                continue
            }
            if case .success(var group) = groups.last, group.takes(step, component) {
                group.steps.append(step)
                groups[groups.count - 1] = .success(group)
            } else {
                groups.append(.success(StepGroup(steps: [step], component: component)))
            }
        }
        return groups
    }

    /// A step whose component isn't installed.
    struct Missing: Error {
        let step: PlanStep
    }

    private func takes(_ step: PlanStep, _ next: InstalledComponent) -> Bool {
        guard let last = steps.last, next.plugin == component.plugin, step.condition == nil else {
            return false
        }
        return last.timeout == step.timeout && last.memory == step.memory && Self.isPlain(component)
            && Self.isPlain(next)
    }

    /// Whether words and records are all that a component works on.
    private static func isPlain(_ component: InstalledComponent) -> Bool {
        component.manifest.input.images == nil && !component.manifest.input.source
            && !component.manifest.isReader
    }
}
