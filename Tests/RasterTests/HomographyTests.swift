import Testing

@testable import Raster

@Suite("Maps that keep lines straight")
struct HomographyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let map: Homography

        init(_ name: String, _ map: Homography) {
            testDescription = name
            self.map = map
        }
    }

    static let cases = [
        Case("as it is", Homography()),
        Case("moved and scaled", Homography(a: 2, d: 3, e: 40, f: -7)),
        Case("turned", Homography(a: 0.8, b: -0.6, c: 0.6, d: 0.8, e: 5)),
        Case("narrower at the top", Homography(a: 1, c: 0.1, d: 1.2, h: 0.000_4)),
        Case(
            "all at once",
            Homography(a: 0.9, b: 0.1, c: -0.2, d: 1.1, e: 9, f: 4, g: 0.000_2, h: -0.000_3, i: 2)),
    ]

    static let places = [(0.0, 0.0), (900, 0), (900, 1200), (0, 1200), (411, 703)]

    @Test("the way back leads back", arguments: cases)
    func inverse(_ sample: Case) throws {
        let back = try #require(sample.map.inverse)
        for place in Self.places {
            let there = sample.map.apply(place.0, place.1)
            let again = back.apply(there.x, there.y)
            #expect(abs(again.x - place.0) < 1e-6 && abs(again.y - place.1) < 1e-6)
            let both = back.after(sample.map).apply(place.0, place.1)
            #expect(abs(both.x - place.0) < 1e-6 && abs(both.y - place.1) < 1e-6)
        }
    }

    @Test("a short step becomes as long as it is said to", arguments: cases)
    func stretch(_ sample: Case) {
        for place in Self.places {
            let said = sample.map.stretch(place.0, place.1)
            let here = sample.map.apply(place.0, place.1)
            func length(_ x: Double, _ y: Double) -> Double {
                let there = sample.map.apply(place.0 + x, place.1 + y)
                let (across, down) = (there.x - here.x, there.y - here.y)
                return (across * across + down * down).squareRoot() / (x + y)
            }
            #expect(abs(said.across - length(0.001, 0)) < 1e-4)
            #expect(abs(said.down - length(0, 0.001)) < 1e-4)
        }
    }

    @Test("where all falls onto one line there is no way back")
    func noWayBack() {
        #expect(Homography(a: 1, b: 2, c: 2, d: 4).inverse == nil)
        #expect(Homography(a: .nan).inverse == nil)
    }
}
