extension PictureScene {
    /// Bars from left to right.
    mutating func bars(_ values: [[Double?]], _ isStacked: Bool, _ asShares: Bool) {
        let names = picture.x.scale.names, isLog = picture.y.scale == .log
        guard !values.isEmpty else { return }
        func length(_ value: Double) -> Double { isLog ? log1p10(max(0, value)) : value }
        func sum(_ row: [Double?]) -> Double { row.reduce(0) { $0 + ($1 ?? 0) } }
        scene.text(
            picture.y.title + (isLog ? " (log)" : ""), room.right, room.y + 8, size: 11.5, soft, at: .end)
        room.y += 18
        room.height -= 18
        let lengths = values.flatMap { isStacked ? [length(sum($0))] : $0.compactMap(\.self).map(length) }
        let low = min(0, lengths.min() ?? 0), high = max(0, lengths.max() ?? 0)
        let label = min(room.width * 0.35, (names.map { Scene.width(of: $0, size: 12) }.max() ?? 0) + 12)
        let area = Room(x: room.x + label, y: room.y, width: room.width - label - 74, height: room.height)
        guard high > low, area.width > 20 else { return }
        func place(_ value: Double) -> Double { area.x + (value - low) / (high - low) * area.width }
        let step = area.height / Double(values.count), bars = isStacked ? 1 : (values.first?.count ?? 1)
        let thick = min(34, step * 0.78), each = thick / Double(bars)
        let whole = asShares ? values.reduce(0) { $0 + sum($1) } : 0
        for (index, row) in values.enumerated() {
            let middle = area.y + (Double(index) + 0.5) * step
            let name = names.indices.contains(index) ? names[index] : ""
            scene.text(Scene.fit(name, label - 8, size: 12), area.x - 10, middle + 4, ink, at: .end)
            if isStacked {
                var from = place(0)
                let total = sum(row), end = place(length(total))
                for (series, value) in row.enumerated() where total > 0 {
                    let width = (value ?? 0) / total * (end - place(0))
                    scene.rectangle(from, middle - thick / 2, width, thick, color(series))
                    from += width
                }
                scene.text(Ticks.short(total), end + 7, middle + 4, size: 11, soft)
                continue
            }
            for (series, value) in row.enumerated() {
                guard let value, value.isFinite else { continue }
                let top = middle - thick / 2 + Double(series) * each
                let from = place(min(0, length(value))), to = place(max(0, length(value)))
                scene.rectangle(from, top, max(0.5, to - from), max(1, each - (bars > 1 ? 1 : 0)), color(series))
                guard each >= 7.5 else { continue }
                let text = whole > 0 ? Ticks.fixed(value / whole * 100, decimals: 1) + " %" : Ticks.short(value)
                scene.text(text, to + 7, top + each / 2 + 3.5, size: min(11, each + 2), soft)
            }
        }
        scene.line((place(0), area.y), (place(0), area.bottom), soft)
    }

    /// Bars that stand on an axis.
    mutating func columns(_ edges: [Double], _ values: [[Double?]], _ isStacked: Bool) {
        guard let first = edges.first, let last = edges.last, last > first else { return }
        let isLog = picture.y.scale == .log
        func length(_ value: Double) -> Double { isLog ? log1p10(max(0, value)) : value }
        func sum(_ row: [Double?]) -> Double { row.reduce(0) { $0 + ($1 ?? 0) } }
        let lengths = values.flatMap { isStacked ? [length(sum($0))] : $0.compactMap(\.self).map(length) }
        let low = min(0, lengths.min() ?? 0), high = max(low + 1e-9, lengths.max() ?? 1)
        var vertical = Axis(picture.y.title + (isLog ? " (log)" : ""), range: low...high)
        if isLog { vertical.ticker = { ColumnChart.logTicks($0, $1) } }
        let plane = axes(picture.x.axis(first...last), vertical)
        for (index, row) in values.enumerated() where index + 1 < edges.count {
            let left = plane.across(edges[index]), right = plane.across(edges[index + 1])
            let gap = right - left > 4 ? 1.0 : 0
            if isStacked {
                let total = sum(row)
                var from = 0.0
                for (series, value) in row.enumerated() where total > 0 {
                    let to = from + (value ?? 0) / total * length(total)
                    scene.rectangle(
                        left, plane.down(to), right - left - gap, plane.down(from) - plane.down(to), color(series))
                    from = to
                }
                continue
            }
            let each = (right - left - gap) / Double(row.count)
            for (series, value) in row.enumerated() {
                guard let value, value.isFinite else { continue }
                let top = plane.down(max(0, length(value))), bottom = plane.down(min(0, length(value)))
                scene.rectangle(left + Double(series) * each, top, each, bottom - top, color(series))
            }
        }
    }

    /// Boxes, one to a line.
    mutating func boxes(_ boxes: [BoxPlot.Box], _ remarks: [String]) {
        guard !boxes.isEmpty else { return }
        let label = min(room.width * 0.3, (boxes.map { Scene.width(of: $0.label, size: 12) }.max() ?? 0) + 12)
        let beside = (remarks.map { Scene.width(of: $0, size: 11) }.max() ?? 0) + 14
        let whole = room
        room.x += label
        room.width -= label + beside
        let range = Extent.of(boxes.flatMap { [$0.low, $0.high] })
        let area = Room(x: room.x, y: room.y, width: room.width, height: room.height - 42)
        func place(_ value: Double) -> Double {
            area.x + (value - range.lowerBound) / (range.upperBound - range.lowerBound) * area.width
        }
        for tick in picture.y.axis(range).ticks(range, count: max(2, Int(area.width / 90))) {
            scene.line((place(tick.value), area.y), (place(tick.value), area.bottom), faint, width: 0.7)
            scene.text(tick.label, place(tick.value), area.bottom + 18, size: 11, soft, at: .middle)
        }
        scene.text(picture.y.title, area.right, area.bottom + 36, size: 11.5, soft, at: .end)
        let step = area.height / Double(boxes.count), thick = min(30, step * 0.6)
        for (index, box) in boxes.enumerated() {
            let middle = area.y + (Double(index) + 0.5) * step
            scene.text(Scene.fit(box.label, label - 8, size: 12), area.x - 10, middle + 4, ink, at: .end)
            if remarks.indices.contains(index) {
                scene.text(remarks[index], whole.right, middle + 4, size: 11, soft, at: .end)
            }
            let numbers = [box.low, box.firstQuartile, box.median, box.thirdQuartile, box.high]
            guard numbers.allSatisfy(\.isFinite) else { continue }
            scene.line((place(box.low), middle), (place(box.high), middle), soft, width: 1.2)
            for end in [box.low, box.high] {
                scene.line((place(end), middle - thick / 4), (place(end), middle + thick / 4), soft, width: 1.2)
            }
            let left = place(box.firstQuartile), width = max(1, place(box.thirdQuartile) - left)
            scene.rectangle(left, middle - thick / 2, width, thick, color(0))
            let at = place(box.median)
            scene.line((at, middle - thick / 2), (at, middle + thick / 2), scene.paper, width: 2.4)
        }
    }
}
