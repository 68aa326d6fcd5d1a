import Screen
import Testing

@Suite struct GeometryTests {
    @Test func cutsTakeAwayWhatTheyReturn() {
        var rect = Rect(x: 2, y: 1, width: 10, height: 6)
        #expect(rect.cut(top: 2) == Rect(x: 2, y: 1, width: 10, height: 2))
        #expect(rect.cut(bottom: 1) == Rect(x: 2, y: 6, width: 10, height: 1))
        #expect(rect.cut(left: 3) == Rect(x: 2, y: 3, width: 3, height: 3))
        #expect(rect.cut(right: 4) == Rect(x: 8, y: 3, width: 4, height: 3))
        #expect(rect == Rect(x: 5, y: 3, width: 3, height: 3))
        #expect(rect.cut(top: 99).height == 3)
        #expect(rect.isEmpty)
    }

    @Test func nothingIsNegative() {
        #expect(Rect(x: 0, y: 0, width: -3, height: 2).width == 0)
        #expect(Rect(x: 0, y: 0, width: 3, height: 3).inset(2, 2).size == Size(width: 0, height: 0))
        #expect(Rect(x: 0, y: 0, width: 5, height: 5).intersection(Rect(x: 9, y: 9, width: 2, height: 2)).isEmpty)
    }

    @Test(arguments: 1...7, [0, 1, 5, 19, 80])
    func columnsFillTheWidth(count: Int, width: Int) {
        let parts = Rect(x: 3, y: 0, width: width, height: 2).columns(count)
        #expect(parts.map(\.width).reduce(0, +) == width)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.right == $1.x })
    }
}
