internal import CLeptonica

extension Picture {
    /// More letters than this beside what was read are noise or a picture.
    private static let mostLetters = 3000

    /// What looks like print and was not read.
    package struct Unread {
        /// What looks like words, the widest first.
        package var words: [PixelBox] = []
        /// Single marks of a digit's size, above each other at some distance, as in a column of counts.
        package var digits: [PixelBox] = []
    }

    /// The spots of what look like words or digits but lie in none of the boxes.
    ///
    /// Marks of a letter's size in a line, close together, two at least, are taken for a word; what stands right beside
    /// a word that was read is a part of it that was left out, such as a currency's sign.
    ///
    /// - Parameters:
    ///   - read: Where words were read.
    ///   - textHeight: Height of most letters, pixels.
    /// - Returns: Boxes around the marks, without any paper; none where there are too many marks to be print.
    /// - Throws: ``RasterError/failed(_:)``.
    package borrowing func unreadSpots(
        beside read: [PixelBox], textHeight: Int
    ) throws(RasterError) -> Unread {
        guard isGrey, textHeight >= 6 else { return Unread() }
        let step = "looking for unread words"
        let ink = try Picture(
            pixThresholdToBinary(pix, Ruling.darkest(of: self)), orFailing: step)
        let margin = max(textHeight / 8, 1)
        for word in read {
            var box = boxCreate(
                Int32(clamping: word.left - margin), Int32(clamping: word.top - margin),
                Int32(clamping: word.width + 2 * margin), Int32(clamping: word.height + 2 * margin))
            defer { boxDestroy(&box) }
            guard pixClearInRect(ink.pix, box) == 0 else { throw .failed(step) }
        }
        let letters = PixelBox.parts(of: ink).filter { mark in
            mark.height * 20 >= textHeight * 9 && mark.height * 10 <= textHeight * 17
                && mark.width <= 3 * textHeight && mark.width * 8 >= mark.height
        }
        guard letters.count <= Self.mostLetters else { return Unread() }
        let (words, singles) = Self.lines(of: letters, textHeight)
        func isRest(_ spot: PixelBox) -> Bool {
            spot.width < 2 * textHeight
                && read.contains { Self.areNeighbours($0, spot, within: textHeight / 2) }
        }
        return Unread(
            words: words.filter { !isRest($0) }.sorted { ($0.width, $1.top) > ($1.width, $0.top) },
            digits: Self.column(of: singles, beside: read, textHeight))
    }

    /// Whether two stand in one line, at most so many pixels apart.
    private static func areNeighbours(_ first: PixelBox, _ second: PixelBox, within gap: Int) -> Bool {
        let shared = min(first.bottom, second.bottom) - max(first.top, second.top)
        return shared * 2 >= min(first.height, second.height) && first.left < second.right + gap
            && second.left < first.right + gap
    }

    /// Those single marks that stand in one line with what was read, apart from it, and above or below others.
    private static func column(
        of singles: [PixelBox], beside read: [PixelBox], _ textHeight: Int
    ) -> [PixelBox] {
        let digits = singles.filter { mark in
            mark.height * 4 >= textHeight * 3 && mark.height * 4 <= textHeight * 5 && mark.width <= textHeight
                && mark.width * 5 >= mark.height
        }.prefix(300)
        return digits.filter { digit in
            let middle = digit.left + digit.right
            return digits.contains {
                $0 != digit && abs($0.left + $0.right - middle) <= textHeight
                    && abs($0.top - digit.top) > textHeight
            } && read.contains { areNeighbours($0, digit, within: Int(Int32.max)) }
                && !read.contains { areNeighbours($0, digit, within: textHeight * 2 / 3) }
        }
    }

    /// Letters beside each other, joined, and those that stand alone.
    private static func lines(
        of letters: [PixelBox], _ textHeight: Int
    ) -> (words: [PixelBox], singles: [PixelBox]) {
        var open: [(box: PixelBox, count: Int)] = []
        var done: [(box: PixelBox, count: Int)] = []
        for letter in letters.sorted(by: { ($0.left, $0.top) < ($1.left, $1.top) }) {
            let reach = letter.left - textHeight * 5 / 4
            done += open.filter { $0.box.right < reach }
            open.removeAll { $0.box.right < reach }
            let near = open.lastIndex { line in
                let shared = min(line.box.bottom, letter.bottom) - max(line.box.top, letter.top)
                return shared * 2 >= min(line.box.height, letter.height)
            }
            if let near {
                open[near] = (open[near].box.union(letter), open[near].count + 1)
            } else {
                open.append((letter, 1))
            }
        }
        done += open
        let words = done.filter {
            $0.count >= 2 && $0.box.width >= textHeight && $0.box.height <= 2 * textHeight
        }
        return (words.map(\.box), done.filter { $0.count == 1 }.map(\.box))
    }
}
