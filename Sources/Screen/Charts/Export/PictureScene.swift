/// Lays a picture out as a drawing.
struct PictureScene {
    let picture: Picture
    let theme: Theme
    var scene: Scene
    let ink: Scene.Paint
    let soft: Scene.Paint
    let faint: Scene.Paint
    /// What is left for the marks and their axes.
    var room: Room

    struct Room {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
        var right: Double { x + width }
        var bottom: Double { y + height }
    }

    init(_ picture: Picture, width: Double, height: Double, theme: Theme) {
        self.picture = picture
        self.theme = theme
        let paper = Scene.Paint(theme[.text].background, else: Scene.Paint(255, 255, 255))
        ink = Scene.Paint(theme[.text].foreground)
        soft = Scene.Paint(theme[.chartLabel].foreground, else: ink)
        faint = Scene.Paint(theme[.border].foreground, else: soft)
        scene = Scene(width: width, height: height, paper: paper)
        room = Room(x: 24, y: 20, width: width - 48, height: height - 40)
    }

    /// The drawing, whole.
    static func scene(_ picture: Picture, width: Double, height: Double, theme: Theme) -> Scene {
        var maker = PictureScene(picture, width: width, height: height, theme: theme)
        maker.frame()
        switch picture.marks {
        case .bars(let values, let isStacked, let asShares): maker.bars(values, isStacked, asShares)
        case .columns(let edges, let values, let isStacked, _): maker.columns(edges, values, isStacked)
        case .lines(let series, let isArea): maker.lines(series, isArea)
        case .cloud(let xEdges, let yEdges, let spots): maker.cloud(xEdges, yEdges, spots)
        case .heat(let values, let isSigned): maker.heat(values, isSigned)
        case .boxes(let boxes, let remarks): maker.boxes(boxes, remarks)
        }
        return maker.scene
    }

    func color(_ series: Int) -> Scene.Paint { Scene.Paint(theme[.series(series)].foreground, else: ink) }

    /// Title, legend and notes.
    private mutating func frame() {
        scene.text(
            Scene.fit(picture.title, room.width, size: 17), room.x, room.y + 14, size: 17, ink, bold: true)
        room.y += 30
        room.height -= 30
        if picture.hasLegend { legend() }
        let lines = picture.notes.flatMap { TextLayout.wrap($0, to: max(10, Int(room.width / 5.8))) }
        for (index, line) in lines.enumerated() {
            let y = room.bottom - Double(lines.count - 1 - index) * 15
            scene.text(line, room.x, y, size: 10.5, soft)
        }
        room.height -= Double(lines.count) * 15 + (lines.isEmpty ? 0 : 8)
    }

    private mutating func legend() {
        var x = room.x
        let y = room.y + 8
        if !picture.seriesTitle.isEmpty {
            scene.text(picture.seriesTitle, x, y + 4, soft)
            x += Scene.width(of: picture.seriesTitle, size: 12) + 14
        }
        for (index, name) in picture.series.enumerated() {
            let shown = TextLayout.truncate(name, to: 28)
            let width = Scene.width(of: shown, size: 12) + 34
            guard x + width < room.right + 20 else { break }
            scene.rectangle(x, y - 5, 10, 10, color(index))
            scene.text(shown, x + 15, y + 4, ink)
            x += width
        }
        room.y += 26
        room.height -= 26
    }

    // MARK: Axes

    /// Where numbers are on the drawing.
    struct Plane {
        var area: Room
        var x: ClosedRange<Double>
        var y: ClosedRange<Double>

        func across(_ value: Double) -> Double {
            area.x + (value - x.lowerBound) / (x.upperBound - x.lowerBound) * area.width
        }

        func down(_ value: Double) -> Double {
            area.bottom - (value - y.lowerBound) / (y.upperBound - y.lowerBound) * area.height
        }
    }

    /// Draws both axes with their titles.
    mutating func axes(_ x: Axis, _ y: Axis) -> Plane {
        let yRange = y.range ?? 0...1, xRange = x.range ?? 0...1
        let yTicks = y.ticks(yRange, count: max(2, Int(room.height / 60)))
        let labels = (yTicks.map { Scene.width(of: $0.label, size: 11) }.max() ?? 0) + 10
        var area = room
        if !y.name.isEmpty {
            scene.text(y.name, room.x, room.y + 8, size: 11.5, soft)
            area.y += 18
            area.height -= 18
        }
        area.x += labels
        area.width -= labels + 8
        area.height -= x.name.isEmpty ? 24 : 42
        let plane = Plane(area: area, x: xRange, y: yRange)
        for tick in yTicks {
            let at = plane.down(tick.value)
            scene.line((area.x, at), (area.right, at), faint, width: 0.7)
            scene.text(tick.label, area.x - 7, at + 4, size: 11, soft, at: .end)
        }
        scene.line((area.x, area.bottom), (area.right, area.bottom), soft, width: 1)
        var free = area.x - 30
        for tick in x.ticks(xRange, count: max(2, Int(area.width / 90))) {
            let at = plane.across(tick.value), half = Scene.width(of: tick.label, size: 11) / 2
            guard at - half > free, at + half < scene.width else { continue }
            scene.line((at, area.bottom), (at, area.bottom + 5), soft, width: 1)
            scene.text(tick.label, at, area.bottom + 18, size: 11, soft, at: .middle)
            free = at + half + 6
        }
        if !x.name.isEmpty { scene.text(x.name, area.right, area.bottom + 36, size: 11.5, soft, at: .end) }
        return plane
    }
}

extension Picture {
    /// The picture as an SVG document.
    public func svg(width: Int = 960, height: Int = 600, theme: Theme) -> String {
        PictureScene.scene(self, width: Double(width), height: Double(height), theme: theme).svg
    }

    /// The picture as a PNG file of twice as many pixels each way, for sharp screens.
    public func png(width: Int = 960, height: Int = 600, theme: Theme) -> [UInt8] {
        let scene = PictureScene.scene(self, width: Double(width), height: Double(height), theme: theme)
        return PNGFile.bytes(Raster(scene, scale: 2))
    }
}
