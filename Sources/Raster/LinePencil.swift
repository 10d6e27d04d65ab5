/// A family of lines that were parallel on paper: all of them lean alike, or all run towards one far point.
struct LinePencil: Sendable, Equatable {
    /// How steeply the line through the picture's middle leaves its direction.
    var slope: Double
    /// By how much the line that crosses a pixel further on is steeper; 0 for parallels.
    var convergence: Double

    /// The parallels at a right angle to the line through the middle.
    var upright: LinePencil { LinePencil(slope: -slope, convergence: 0) }

    /// Where the line through a place crosses the middle of the picture.
    func crossing(along: Double, beside: Double) -> Double {
        (beside - slope * along) / (1 + convergence * along)
    }
}
