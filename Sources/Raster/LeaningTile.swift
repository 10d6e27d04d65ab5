/// How the lines within one part of a picture lean.
struct LeaningTile {
    /// The tile's middle, pixels from the middle of the picture.
    let along: Double
    /// From line to line.
    let beside: Double
    /// How much of the picture it holds from line to line, pixels.
    let breadth: Double
    /// The slope at which its points fall into lines best.
    let slope: Double
    /// How far that stands out from all other slopes, in their standard deviations.
    let clearness: Double
    /// How many points it has.
    let count: Int
}
