import Profiling
import Screen
import Tabular

extension DataState {
    /// The picture of the profile on the screen, for a file: its bars as they are looked at, or the most frequent values.
    var profilePicture: Picture? {
        guard let profile = lookedAt?.profile else { return nil }
        var notes = ["\(Count.text(profile.rows)) rows"]
        if profile.nulls > 0 { notes.append("\(Count.text(profile.nulls)) of them without a value") }
        if case .sample = profile.basis { notes.append("the first rows only") }
        if let histogram = look.histogram(profile) { return Self.picture(histogram, of: profile, look, notes) }
        guard !profile.top.isEmpty else { return nil }
        let others = profile.values - profile.top.reduce(0) { $0 + $1.count }
        if others > 0 { notes.append("\(Count.text(others)) with other values") }
        return Picture(
            title: profile.column.name,
            x: .init(profile.column.name, .category(profile.top.map { $0.value.text ?? "NULL" })), y: .init("rows"),
            marks: .bars(values: profile.top.map { [Double($0.count)] }, isStacked: false, asShares: false),
            notes: notes)
    }

    private static func picture(
        _ histogram: Profiling.Histogram, of profile: ColumnProfile, _ look: ColumnLook, _ notes: [String]
    ) -> Picture {
        let name = profile.column.name
        let values = histogram.counts.map { [Double($0) as Double?] }
        let rows = Picture.Direction("rows", look.hasLogCounts ? .log : .number)
        guard histogram.scale == .linear else {
            // Bins that grow stand under their names: an axis of numbers would make most of them hairs.
            let names = histogram.counts.indices.map {
                FigureText.number(histogram.edges[$0]) + " to " + FigureText.number(histogram.edges[$0 + 1])
            }
            return Picture(
                title: name, x: .init(name, .category(names)), y: rows,
                marks: .bars(values: values, isStacked: false, asShares: false), notes: notes)
        }
        let isTime = profile.column.type.kind == .date || profile.column.type.kind == .timestamp
        return Picture(
            title: name, x: .init(name, isTime ? .time : .number), y: rows,
            marks: .columns(edges: histogram.edges, values: values, isStacked: false, addsUp: true), notes: notes)
    }
}
