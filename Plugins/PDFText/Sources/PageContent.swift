/// What a page's content draws, as far as it matters here: pictures, and where text begins.
struct PageContent {
    /// A picture that the content draws.
    struct Picture {
        /// From the unit square (origin at the picture's bottom left) to the page's own coordinates.
        let matrix: Matrix
        /// Pixels, as its dictionary says.
        let width: Int
        /// Pixels, as its dictionary says.
        let height: Int
        /// The picture's stream; nil for one within the content.
        let stream: ObjectFile.Object?
    }

    /// A piece of text that the content shows.
    struct Run {
        /// Where it begins, in the page's own coordinates.
        let x: Double
        /// Where it begins, in the page's own coordinates.
        let y: Double
        /// Drawn in no colour (text rendering modes 3 and 7).
        let isInvisible: Bool
    }

    var pictures: [Picture] = []
    var runs: [Run] = []
    /// How many of ``runs`` are seen.
    var visibleRuns = 0
    /// Areas that were painted after the last picture.
    var areasAfterPictures = 0
    /// Whether something was left out: too deep, too long, or not to be read.
    var isComplete = true

    /// How many of ``runs`` are not seen.
    var invisibleRuns: Int { runs.count - visibleRuns }
}
