/// Numbers in rows and columns, each on a background as strong as its share: confusion matrices, correlations.
public struct Heatmap: Widget {
    public var rowLabels: [String]
    public var columnLabels: [String]
    /// `values[r][c]`; nil shows nothing.
    public var values: [[Double?]]
    /// What is written in each cell; by default the value in short.
    public var texts: [[String]]?
    /// What the rows and the columns are: `actual`, `predicted`.
    public var rowTitle: String
    public var columnTitle: String
    /// The values of the weakest and of the strongest background; by default 0 and the largest.
    public var range: ClosedRange<Double>?

    public init(
        rowLabels: [String], columnLabels: [String], values: [[Double?]], texts: [[String]]? = nil,
        rowTitle: String = "", columnTitle: String = "", range: ClosedRange<Double>? = nil
    ) {
        self.rowLabels = rowLabels
        self.columnLabels = columnLabels
        self.values = values
        self.texts = texts
        self.rowTitle = rowTitle
        self.columnTitle = columnTitle
        self.range = range
    }

    /// Counts of actual against predicted classes, coloured by the share of each actual class.
    /// - Parameter counts: `counts[actual][predicted]`.
    public static func confusion(labels: [String], counts: [[Int]]) -> Heatmap {
        let shares = counts.map { row in
            let total = row.reduce(0, +)
            return row.map { total == 0 ? nil : Double($0) / Double(total) as Double? }
        }
        let texts = counts.enumerated().map { r, row in
            row.enumerated().map { c, count in
                "\(count)" + (shares[r][c].map { "  \(Int(($0 * 100).rounded()))%" } ?? "")
            }
        }
        return Heatmap(
            rowLabels: labels, columnLabels: labels, values: shares, texts: texts, rowTitle: "actual",
            columnTitle: "predicted", range: 0...1)
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        let written = values.enumerated().map { r, row in row.enumerated().map { c, value in text(r, c, value) } }
        let labels = min(rect.width / 3, max(TextWidth.of(rowTitle), rowLabels.map { TextWidth.of($0) }.max() ?? 0) + 2)
        let widest = max(
            written.joined().map { TextWidth.of($0) }.max() ?? 0, columnLabels.map { TextWidth.of($0) }.max() ?? 0)
        let count = values.map(\.count).max() ?? 0
        guard count > 0, rect.width > labels else { return }
        let each = max(3, min(widest + 4, (rect.width - labels) / count))
        var room = rect
        let head = theme[.chartLabel].withoutBackground, quiet = theme[.muted].withoutBackground
        if !columnTitle.isEmpty, room.height > values.count + 1 {
            var line = room.cut(top: 1)
            _ = line.cut(left: labels)
            frame.line(
                columnTitle, in: Rect(x: line.x, y: line.y, width: min(line.width, each * count), height: 1), quiet,
                .center)
        }
        var header = room.cut(top: 1)
        frame.line(rowTitle, in: header.cut(left: labels), quiet, ellipsis: theme.glyphs.ellipsis)
        for label in columnLabels.prefix(count) {
            frame.line(label, in: header.cut(left: each), head, .center, ellipsis: theme.glyphs.ellipsis)
        }
        let tall = room.height >= values.count * 3 ? 3 : 1
        for (r, row) in values.enumerated() where r * tall < room.height {
            var line = Rect(x: room.x, y: room.y + r * tall, width: room.width, height: tall).intersection(room)
            var label = line.cut(left: labels)
            _ = label.cut(top: tall / 2)
            frame.line(
                rowLabels.indices.contains(r) ? rowLabels[r] : "", in: label, head, ellipsis: theme.glyphs.ellipsis)
            for (c, value) in row.enumerated() {
                var cell = line.cut(left: each)
                if let value { frame.fill(cell, theme.heat(share(value))) }
                _ = cell.cut(top: tall / 2)
                frame.line(written[r][c], in: cell, .plain, .center, ellipsis: theme.glyphs.ellipsis)
            }
        }
    }

    private func text(_ r: Int, _ c: Int, _ value: Double?) -> String {
        if let texts, texts.indices.contains(r), texts[r].indices.contains(c) { return texts[r][c] }
        return value.map { Ticks.short($0) } ?? ""
    }

    private func share(_ value: Double) -> Double {
        let low = range?.lowerBound ?? 0
        let high = range?.upperBound ?? values.joined().compactMap { $0 }.max() ?? 1
        return high > low && value.isFinite ? (value - low) / (high - low) : 0
    }
}
