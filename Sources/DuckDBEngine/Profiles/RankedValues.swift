import Profiling
import Tabular

/// The values that come first in an order of counts, of a stream of values too long to keep.
struct RankedValues {
    private struct Entry {
        var value: Double
        var count: Int
        var text: String
    }

    private let room: Int
    private let mostFirst: Bool
    private var entries: [Entry] = []

    init(room: Int, mostFirst: Bool) {
        self.room = room
        self.mostFirst = mostFirst
    }

    /// Equal counts are in the order of their values, whatever the order they come in.
    private func precedes(_ count: Int, _ value: Double, _ entry: Entry) -> Bool {
        if count != entry.count { return (count > entry.count) == mostFirst }
        return value < entry.value
    }

    @inline(__always)
    mutating func add(_ value: Double, count: Int, text: () -> String?) {
        if entries.count == room, let last = entries.last, !precedes(count, value, last) { return }
        guard let text = text() else { return }
        let place = entries.firstIndex { precedes(count, value, $0) } ?? entries.count
        entries.insert(Entry(value: value, count: count, text: text), at: place)
        if entries.count > room { entries.removeLast() }
    }

    var values: [TopValue] { entries.map { TopValue(CellValue($0.text), count: $0.count) } }
}
