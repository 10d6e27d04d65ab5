/// A program that does the same work, to stand beside ours.
struct Rival {
    /// As the table names it.
    let name: String
    /// How much more processor time it has to take than we do.
    let goal: Figure.Goal
    /// Does the work once; CPU milliseconds.
    let processor: () throws -> Double
}
