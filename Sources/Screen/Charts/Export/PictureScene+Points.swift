#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

extension PictureScene {
    /// Lines, or areas one on top of another.
    mutating func lines(_ lines: [[Series.Value]], _ isArea: Bool) {
        let xs = Extent.of(lines.joined().map(\.x))
        if isArea { return areas(lines, xs) }
        let ys = Extent.of(lines.joined().map(\.y), withZero: picture.y.scale == .number)
        let plane = axes(picture.x.axis(xs), picture.y.axis(ys))
        for (index, line) in lines.enumerated() {
            var piece: [Scene.Place] = []
            for value in line + [Series.Value(x: .nan, y: .nan)] {
                if value.y.isFinite {
                    piece.append((plane.across(value.x), plane.down(value.y)))
                    continue
                }
                if piece.count == 1 { scene.add(.disc(piece[0], radius: 2.2, fill: color(index))) }
                if piece.count > 1 { scene.add(.lines(piece, stroke: color(index), width: 1.8)) }
                piece = []
            }
        }
    }

    private mutating func areas(_ lines: [[Series.Value]], _ xs: ClosedRange<Double>) {
        let highest = AreaChart.totals(lines).max() ?? 1
        let plane = axes(picture.x.axis(xs), picture.y.axis(0...max(highest, 1e-9)))
        var base = (lines.first ?? []).map { _ in 0.0 }
        for (index, line) in lines.enumerated() where line.count == base.count {
            let top = zip(base, line).map { $0 + ($1.y.isFinite ? $1.y : 0) }
            let upper = zip(line, top).map { (plane.across($0.x), plane.down($1)) }
            let lower = zip(line, base).map { (plane.across($0.x), plane.down($1)) }
            scene.add(.polygon(upper + lower.reversed(), fill: color(index).opaque(0.85)))
            base = top
        }
    }

    /// A cloud: dots when there are few, cells of density when there are many.
    mutating func cloud(_ xEdges: [Double], _ yEdges: [Double], _ spots: [Picture.Spot]) {
        guard let left = xEdges.first, let right = xEdges.last, let bottom = yEdges.first, let top = yEdges.last,
            right > left, top > bottom
        else { return }
        let plane = axes(picture.x.axis(left...right), picture.y.axis(bottom...top))
        let total = spots.reduce(0) { $0 + $1.count }
        if total <= 3_000 || picture.series.count > 1 {
            for spot in spots {
                let x = (xEdges[spot.x] + xEdges[spot.x + 1]) / 2, y = (yEdges[spot.y] + yEdges[spot.y + 1]) / 2
                let radius = min(5, 2.2 + log10(Double(spot.count)))
                scene.add(
                    .disc((plane.across(x), plane.down(y)), radius: radius, fill: color(spot.series).opaque(0.65)))
            }
            return
        }
        let most = log(1 + Double(spots.map(\.count).max() ?? 1))
        for spot in spots {
            let x = plane.across(xEdges[spot.x]), y = plane.down(yEdges[spot.y + 1])
            let width = plane.across(xEdges[spot.x + 1]) - x, height = plane.down(yEdges[spot.y]) - y
            let share = log(1 + Double(spot.count)) / most
            // A hair over the edge, so that no seams show between neighbours.
            scene.rectangle(x, y, width + 0.3, height + 0.3, Scene.Paint(theme.density(share), else: color(0)))
        }
        scale(from: "few", to: "many rows (log)") { theme in { theme.density($0) } }
    }

    /// A small scale of colours at the top right.
    private mutating func scale(from low: String, to high: String, _ colors: (Theme) -> (Double) -> Color?) {
        let paint = colors(theme), y = 22.0
        let after = Scene.width(of: high, size: 11)
        var x = scene.width - 24 - after - 10 - 96
        scene.text(low, x - 7, y + 10, size: 11, soft, at: .end)
        for step in 0..<24 {
            scene.rectangle(x, y, 4.2, 11, Scene.Paint(paint(Double(step) / 23), else: faint))
            x += 4
        }
        scene.text(high, x + 7, y + 10, size: 11, soft)
    }

    /// Cells of numbers.
    mutating func heat(_ values: [[Double?]], _ isSigned: Bool) {
        let columns = picture.x.scale.names, rows = picture.y.scale.names
        guard let width = values.first?.count, width > 0 else { return }
        let label = min(room.width * 0.3, (rows.map { Scene.width(of: $0, size: 11) }.max() ?? 0) + 10)
        let longest = columns.map { Scene.width(of: $0, size: 11) }.max() ?? 0
        let wide = (room.width - label) / Double(width)
        let isUpright = longest > wide - 6
        let head = isUpright ? min(120, longest + 10) : 20
        let tall = min(wide * 1.2, (room.height - head) / Double(max(1, values.count)))
        let all = values.joined().compactMap(\.self).filter(\.isFinite)
        let low = min(0, all.min() ?? 0), high = all.max() ?? 1
        for (c, name) in columns.enumerated() {
            let x = room.x + label + (Double(c) + 0.5) * wide
            let at: Scene.Place = isUpright ? (x + 4, room.y + head - 6) : (x, room.y + head - 7)
            scene.add(
                .text(
                    Scene.Lettering(
                        text: Scene.fit(Sanitizer.visible(name), isUpright ? head - 8 : wide, size: 11), at: at,
                        size: 11, anchor: isUpright ? .start : .middle, fill: soft, isUpright: isUpright)))
        }
        for (r, row) in values.enumerated() {
            let y = room.y + head + Double(r) * tall
            scene.text(
                Scene.fit(rows.indices.contains(r) ? rows[r] : "", label - 8, size: 11), room.x + label - 8,
                y + tall / 2 + 4, size: 11, soft, at: .end)
            for (c, value) in row.enumerated() {
                guard let value, value.isFinite else { continue }
                let share = high > low ? (value - low) / (high - low) : 0
                let style = isSigned ? theme.signed(value) : theme.heat(share)
                let x = room.x + label + Double(c) * wide
                scene.rectangle(x, y, wide - 1, tall - 1, Scene.Paint(style.background, else: faint))
                let text = isSigned ? Ticks.fixed(value, decimals: 2) : Ticks.short(value)
                guard Scene.width(of: text, size: 10.5) < wide - 3, tall > 12 else { continue }
                scene.text(
                    text, x + wide / 2, y + tall / 2 + 4, size: 10.5, Scene.Paint(style.foreground, else: ink),
                    at: .middle)
            }
        }
    }
}
