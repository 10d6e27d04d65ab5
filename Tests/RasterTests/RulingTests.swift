import Testing

@testable import Raster

@Suite("The ruling of tables")
struct RulingTests {
    /// A page of paper on which lines and letters are drawn.
    struct Sheet {
        var rows = [UInt8](repeating: 255, count: 900 * 400)

        mutating func fill(_ box: PixelBox, _ grey: UInt8 = 0) {
            for y in box.top..<box.bottom {
                for x in box.left..<box.right { rows[y * 900 + x] = grey }
            }
        }

        /// Five letters of 12 by 20 pixels, each with a hole, as a word.
        mutating func word(x: Int, y: Int) {
            for place in 0..<5 {
                let left = x + place * 16
                fill(PixelBox(left: left, top: y, right: left + 12, bottom: y + 20))
                fill(PixelBox(left: left + 4, top: y + 4, right: left + 8, bottom: y + 16), 255)
            }
        }

        func picture() throws(RasterError) -> Picture {
            try Picture(grey: held(rows), width: 900, height: 400, stride: 900)
        }

        func dark(_ picture: borrowing Picture, _ box: PixelBox) -> Int {
            guard let rows = picture.greyRows() else { return -1 }
            return (box.top..<box.bottom).reduce(0) { sum, y in
                sum + (box.left..<box.right).count { rows[y * 900 + $0] < 128 }
            }
        }
    }

    /// Two columns and two rows; the left upper cell has two lines of text, all others one in their middle.
    static func table() -> Sheet {
        var sheet = Sheet()
        for y in [50, 150, 250] { sheet.fill(PixelBox(left: 100, top: y, right: 803, bottom: y + 3)) }
        for x in [100, 450, 800] { sheet.fill(PixelBox(left: x, top: 50, right: x + 3, bottom: 253)) }
        sheet.word(x: 150, y: 70)
        sheet.word(x: 150, y: 110)
        sheet.word(x: 550, y: 90)
        sheet.word(x: 150, y: 190)
        sheet.word(x: 550, y: 190)
        return sheet
    }

    static func isRuled(_ picture: borrowing Picture) throws -> Bool {
        if case .some = try Ruling.find(on: picture) { return true }
        return false
    }

    @Test(
        "words and columns of digits that were passed over are found; what was read, specks and signs are not"
    )
    func unread() throws {
        var sheet = Sheet()
        for y in [70, 130, 190] { sheet.word(x: 150, y: y) }
        sheet.word(x: 550, y: 130)
        // Two digits above each other, a speck, and a mark right beside a word.
        for y in [70, 190] { sheet.fill(PixelBox(left: 400, top: y, right: 412, bottom: y + 20)) }
        sheet.fill(PixelBox(left: 500, top: 300, right: 504, bottom: 304))
        sheet.fill(PixelBox(left: 236, top: 130, right: 248, bottom: 150))
        let read = [70, 130, 190].map { PixelBox(left: 150, top: $0, right: 226, bottom: $0 + 20) }
        let found = try sheet.picture().unreadSpots(beside: read, textHeight: 20)
        #expect(found.words == [PixelBox(left: 550, top: 130, right: 626, bottom: 150)])
        #expect(found.digits.map(\.top) == [70, 190])
        #expect(found.digits.allSatisfy { $0.left == 400 && $0.width == 12 })
        let all = read + found.words
        #expect(try sheet.picture().unreadSpots(beside: all, textHeight: 20).words.isEmpty)
    }

    @Test("lines go, letters stay")
    func erased() throws {
        let sheet = Self.table()
        let picture = try sheet.picture()
        guard let ruling = try Ruling.find(on: picture) else {
            Issue.record("no lines were found")
            return
        }
        #expect(abs(ruling.textHeight - 20) <= 1)
        let clean = try ruling.erased(from: picture)
        #expect(sheet.dark(clean, PixelBox(left: 95, top: 45, right: 810, bottom: 60)) == 0)
        #expect(sheet.dark(clean, PixelBox(left: 445, top: 50, right: 460, bottom: 250)) == 0)
        let letters = PixelBox(left: 150, top: 70, right: 230, bottom: 90)
        #expect(sheet.dark(clean, letters) == sheet.dark(picture, letters))
    }

    @Test("a line of text beside two goes up to the first, others stay")
    func aligned() throws {
        let picture = try Self.table().picture()
        guard let ruling = try Ruling.find(on: picture) else {
            Issue.record("no lines were found")
            return
        }
        let cells = try TableCells(ruling)
        #expect(cells.count == 4)
        let alignment = CellAlignment(cells, textHeight: ruling.textHeight)
        func down(x: Int, y: Int) -> Int? { alignment.cell(x: x, y: y).map { alignment.moves[$0].down } }
        #expect(down(x: 200, y: 80) == 0)
        #expect(down(x: 600, y: 100).map { (-22)...(-18) ~= $0 } == true)
        #expect(down(x: 200, y: 200) == 0)
        #expect(down(x: 600, y: 200) == 0)
        #expect(down(x: 20, y: 20) == nil)
        let sheet = Self.table()
        let moved = try alignment.applied(to: try ruling.erased(from: picture))
        let whole = sheet.dark(picture, PixelBox(left: 540, top: 80, right: 640, bottom: 120))
        #expect(sheet.dark(moved, PixelBox(left: 540, top: 65, right: 640, bottom: 93)) == whole)
        #expect(sheet.dark(moved, PixelBox(left: 540, top: 93, right: 640, bottom: 140)) == 0)
    }

    @Test("text alone has no lines, and large letters are none")
    func textAlone() throws {
        var sheet = Sheet()
        for y in [40, 90, 140] { for x in [50, 200, 350, 500] { sheet.word(x: x, y: y) } }
        // A letter of a title: strokes, long but by far not for a page.
        sheet.fill(PixelBox(left: 700, top: 40, right: 708, bottom: 100))
        sheet.fill(PixelBox(left: 700, top: 40, right: 740, bottom: 48))
        #expect(try !Self.isRuled(try sheet.picture()))
    }

    @Test("dark grounds are no lines")
    func darkGround() throws {
        var sheet = Self.table()
        sheet.fill(PixelBox(left: 100, top: 300, right: 800, bottom: 390))
        for x in [120, 300, 500] {
            for place in 0..<5 {
                let left = x + place * 16
                sheet.fill(PixelBox(left: left, top: 320, right: left + 12, bottom: 340), 255)
            }
        }
        let picture = try sheet.picture()
        guard let ruling = try Ruling.find(on: picture) else {
            Issue.record("no lines were found")
            return
        }
        let clean = try ruling.erased(from: picture)
        let ground = PixelBox(left: 100, top: 300, right: 800, bottom: 390)
        #expect(sheet.dark(clean, ground) == sheet.dark(picture, ground))
    }

    @Test("small and empty pictures have none", arguments: [(10, 10), (300, 300)])
    func empty(_ width: Int, _ height: Int) throws {
        let rows = held([UInt8](repeating: 255, count: width * height))
        let picture = try Picture(grey: rows, width: width, height: height, stride: width)
        #expect(try !Self.isRuled(picture))
    }
}
