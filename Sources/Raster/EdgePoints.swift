internal import CLeptonica

/// Where a picture turns from light to dark or back, seen along some of its columns or rows.
///
/// Rules of tables, the feet of text lines and the edges of a sheet lying on something darker all leave such points
/// in a row, and each family of lines is found in them in the same way.
struct EdgePoints {
    /// Which lines the points belong to.
    enum Direction: Sendable {
        /// Lines across the page; looked for down some of its columns.
        case across
        /// Lines down the page; looked for along some of its rows.
        case down
    }

    /// A place, in pixels from the middle of the picture.
    struct Place {
        /// In the direction of the lines.
        var along: Float
        /// From line to line.
        var beside: Float
    }

    /// Half of the picture's length in the direction of the lines, pixels.
    let reach: Float
    /// Half of its length from line to line, pixels.
    let spread: Float
    /// All places.
    private(set) var places: [Place] = []

    /// Columns that are looked along, about; rows are twice as many, for single lines cross them, not lines of text.
    private static let probes = 96
    /// More places than these are a texture.
    private static let mostPlaces = 60_000
    /// A step of grey may take two pixels more for each time that a picture is so long.
    private static let sharpSize = 1200
    /// The least step of grey that counts, of the mean of four pixels beside each other; and in faint or soft pictures.
    private static let leastStep = 32
    private static let faintStep = 24
    /// A picture with fewer places on lines across the page is faint or soft.
    private static let fewPlaces = 2500

    /// The points of a grey picture.
    init(_ picture: borrowing Picture, _ direction: Direction) {
        let (width, height) = (picture.width, picture.height)
        let isAcross = direction == .across
        reach = Float(isAcross ? width : height) / 2
        spread = Float(isAcross ? height : width) / 2
        guard picture.isGrey, let data = picture.pix.pointee.data else { return }
        let words = Int(picture.pix.pointee.wpl)
        let length = isAcross ? height : width
        let groups = (isAcross ? width : height) / 4
        guard groups > 0, length > 64 else { return }
        let every = max(1, groups / (isAcross ? Self.probes : 2 * Self.probes))
        // Down the page, letters' strokes are many and in no row: what has light beside it begins or ends a word.
        let calm = isAcross ? 2 : max(4, width / 160)
        // What was enlarged has soft edges.
        let blur = max(1, max(width, height) / Self.sharpSize)
        let probes = (groups - every / 2 - 1) / every + 1
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: length * probes) { values in
            if isAcross {
                // Row by row, as the picture lies in memory: column by column takes three times as long.
                for row in 0..<length {
                    for probe in 0..<probes {
                        values[probe * length + row] = Self.sum(data[row * words + every / 2 + probe * every])
                    }
                }
            }
            for probe in 0..<probes {
                let group = every / 2 + probe * every
                let line = UnsafeMutableBufferPointer(rebasing: values[probe * length..<(probe + 1) * length])
                if !isAcross { Self.sums(data + group * 4 * words, words, into: line) }
                add(line, Self.leastStep, along: Float(group * 4 + 2) - reach, calm: calm, blur: blur)
            }
            if isAcross, places.count < Self.fewPlaces {
                places = []
                for probe in 0..<probes {
                    let line = UnsafeMutableBufferPointer(
                        rebasing: values[probe * length..<(probe + 1) * length])
                    let along = Float((every / 2 + probe * every) * 4 + 2) - reach
                    add(line, Self.faintStep, along: along, calm: calm, blur: blur)
                }
            }
            if places.count > Self.mostPlaces { places = [] }
        }
    }

    /// The sum of a word's four pixels.
    private static func sum(_ word: UInt32) -> Int32 {
        let pairs = (word & 0x00FF_00FF) &+ ((word >> 8) & 0x00FF_00FF)
        return Int32(truncatingIfNeeded: (pairs & 0xFFFF) &+ (pairs >> 16))
    }

    /// The sums of four rows' pixels.
    private static func sums(
        _ rows: UnsafeMutablePointer<UInt32>, _ words: Int, into values: UnsafeMutableBufferPointer<Int32>
    ) {
        for word in 0..<(values.count + 3) / 4 {
            var (even, odd): (UInt32, UInt32) = (0, 0)
            for row in 0..<4 {
                let pixels = rows[row * words + word]
                odd &+= pixels & 0x00FF_00FF
                even &+= (pixels >> 8) & 0x00FF_00FF
            }
            let first = word * 4
            values[first] = Int32(even >> 16)
            if first + 1 < values.count { values[first + 1] = Int32(odd >> 16) }
            if first + 2 < values.count { values[first + 2] = Int32(even & 0xFFFF) }
            if first + 3 < values.count { values[first + 3] = Int32(odd & 0xFFFF) }
        }
    }

    /// The steps of one column or row that have calm on their light side.
    private mutating func add(
        _ values: UnsafeMutableBufferPointer<Int32>, _ leastStep: Int, along: Float, calm: Int, blur: Int
    ) {
        let least = Int32(4 * leastStep)
        var last = -calm
        var waiting: Int?
        var index = blur
        func step(_ place: Int) -> Int32 { values[place + blur] - values[place - blur] }
        while index < values.count - blur - 1 {
            let here = step(index)
            guard abs(here) >= least, abs(here) >= abs(step(index + 1)),
                index == blur || abs(here) > abs(step(index - 1))
            else {
                index += 1
                continue
            }
            if let place = waiting, index - place >= calm { append(place, along) }
            waiting = nil
            if here < 0 {
                if index - last >= calm { append(index, along) }
            } else {
                waiting = index
            }
            last = index
            index += 1
        }
        if let waiting { append(waiting, along) }
    }

    private mutating func append(_ place: Int, _ along: Float) {
        places.append(Place(along: along, beside: Float(place) + 0.5 - spread))
    }
}
