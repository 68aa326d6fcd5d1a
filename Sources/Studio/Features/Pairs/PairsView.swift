import Profiling
import Screen
import Tabular

/// What can happen in the view of all correlations.
enum PairsAction: Sendable, Equatable {
    case open
    case made(CorrelationMatrix)
    case failed(Problem)
    case progress(WorkProgress)
    case move(Int)
    case moveTo(Int)
    /// From the list to the matrix and back, where there is room for one.
    case turn
    /// The picture of the chosen pair.
    case choose
    case close
}

/// Every column against every other: a matrix, and the strongest pairs.
struct PairsView: Sendable, Equatable {
    let title: String
    var matrix: CorrelationMatrix?
    /// The pairs, strongest first.
    var pairs: [PairStrength] = []
    var progress: WorkProgress?
    var problem: Message?
    var cursor = 0
    var showsMatrix = false
}

/// Measures all pairs.
struct MeasurePairs: Work {
    var relation: Relation
    var schema: Schema

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.withConnection(.wizard) { connection in
            let matrix = try await connection.correlations(of: relation, schema: schema) {
                context.send(.pairs(.progress($0)))
            }
            return .pairs(.made(matrix))
        }
    }

    func failure(_ problem: Problem) -> Action? { problem.kind == .interrupted ? nil : .pairs(.failed(problem)) }
}

extension AppState {
    mutating func reducePairs(_ action: PairsAction) -> [Effect] {
        if action == .open {
            guard let tab = data.tab, let relation = tab.relation else { return [] }
            modals.append(.pairs(PairsView(title: tab.title)))
            return [.start("pairs", MeasurePairs(relation: relation.unsorted, schema: tab.schema))]
        }
        if action == .close {
            closeModal(.pairs)
            return [.cancel("pairs")]
        }
        let schema = data.tab?.schema
        return updateModal(.pairs) { modal in
            guard case .pairs(var view) = modal else { return [] }
            defer { modal = .pairs(view) }
            switch action {
            case .made(let matrix):
                (view.matrix, view.pairs, view.progress) = (matrix, matrix.strongest, nil)
            case .failed(let problem): view.problem = Message(problem)
            case .progress(let progress): view.progress = progress
            case .move(let step): view.cursor = max(0, min(view.cursor + step, view.pairs.count - 1))
            case .moveTo(let index): view.cursor = max(0, min(index, view.pairs.count - 1))
            case .turn: view.showsMatrix.toggle()
            case .choose:
                guard let schema, let pair = view.current, let first = schema[pair.first],
                    let second = schema[pair.second]
                else { return [] }
                return [.action(.chart(.openChart(.proposal(for: first, against: second))))]
            case .open, .close: break
            }
            return []
        }
    }
}

extension PairsView: PictureModal {
    var modal: Modal { .pairs(self) }
    var picture: Picture? { matrix.map { ChartPicture.picture($0) } }
    var current: PairStrength? { pairs.indices.contains(cursor) ? pairs[cursor] : nil }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        var body = ChromeLayout(frame.size).body
        frame.fill(body, theme[.text])
        PlaceTitle.draw("Correlations", note: title, into: &frame, in: body.cut(top: 1), theme)
        guard let matrix, let picture else {
            drawWaiting(into: &frame, in: body, theme)
            return
        }
        let notes = TextLayout.wrap(picture.notes.joined(separator: " · "), to: max(1, body.width - 2))
        let under = body.cut(bottom: min(notes.count, max(1, body.height / 5)))
        for (index, note) in notes.prefix(under.height).enumerated() {
            frame.line(note, in: under.row(index).inset(1), theme[.muted].withoutBackground)
        }
        let label = (matrix.columns.map { TextWidth.of($0) }.max() ?? 0) + 1
        let needed = min(label, body.width / 3) + matrix.columns.count * 5
        if body.width - needed >= 40 {
            let list = body.cut(right: min(52, body.width - needed - 1))
            drawList(into: &frame, in: list, theme)
            _ = body.cut(right: 1)
            frame.draw(picture, in: body, theme)
        } else if showsMatrix {
            frame.draw(picture, in: body, theme)
        } else {
            drawList(into: &frame, in: body, theme)
        }
    }

    private func drawWaiting(into frame: inout Frame, in body: Rect, _ theme: Theme) {
        if let problem {
            frame.draw(EmptyNote(problem.text), in: body, theme)
            return
        }
        let share = progress.flatMap { step in step.total.map { Double(step.done) / Double(max(1, $0)) } }
        let place = body.centred(Size(width: min(50, body.width - 4), height: 1))
        frame.draw(Gauge(share, label: progress.map { "\($0.done) pairs" } ?? "reading"), in: place, theme)
    }

    /// `air_time × distance  0.991  0.984 ████`: the strongest first.
    private func drawList(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        var room = rect
        var head = room.cut(top: 1).inset(1)
        let numbers = 16
        if head.width > 40 {
            frame.line("value  Spearman", in: head.cut(right: numbers), theme[.muted].withoutBackground, .right)
        }
        frame.line("Strongest pairs", in: head, theme[.muted].withoutBackground)
        let names = max(10, room.width - 2 - (room.width > 40 ? numbers + 12 : 10))
        let items = pairs.map { pair in
            let text = TextLayout.pad(
                pair.first + " \(theme.glyphs.multiply) " + pair.second, to: names, ellipsis: theme.glyphs.ellipsis)
            let value = pair.value.map(ChartPicture.decimals) ?? theme.glyphs.middleDot
            let rank = pair.rank.map(ChartPicture.decimals) ?? ""
            var line = StyledText(text + " ")
            if room.width > 40 { line.append(Self.bar(pair.strength, theme), theme[.bar].withoutBackground) }
            line.append(TextLayout.pad(value, to: 7, .right))
            if room.width > 40 { line.append(TextLayout.pad(rank, to: 9, .right), theme[.muted].withoutBackground) }
            return ListItem(line)
        }
        frame.draw(ListView(items, selected: cursor, empty: "No two columns can be measured."), in: room, theme)
    }

    private static func bar(_ share: Double, _ theme: Theme) -> String {
        let parts = theme.glyphs.rightEighths, units = Int((min(1, share) * Double(8 * parts.count)).rounded())
        let full = String(repeating: Character(parts[parts.count - 1]), count: units / parts.count)
        let rest = units % parts.count
        return TextLayout.pad(full + (rest > 0 ? String(Character(parts[rest - 1])) : ""), to: 8)
    }

    static let commands: [Command] = [
        pairs("close", "Go back", hint: "back", keys: "Esc q C-c", .close),
        pairs("choose", "The picture of this pair", hint: "see the pair", keys: "Enter", .choose),
        pairs("turn", "The matrix, or the list", hint: "matrix or list", keys: "Tab Space", .turn),
        PictureCommands.write("pairs", in: .pairs),
        pairs("down", "Down", keys: "j Down", .move(1)),
        pairs("up", "Up", keys: "k Up", .move(-1)),
        pairs("page-down", "A page down", keys: "PgDn C-d C-f", .move(15)),
        pairs("page-up", "A page up", keys: "PgUp C-u C-b", .move(-15)),
        pairs("first", "To the strongest pair", keys: "g Home", .moveTo(0)),
        pairs("last", "To the weakest pair", keys: "G End", .moveTo(.max / 2)),
    ]

    private static func pairs(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: PairsAction)
        -> Command
    {
        Command(CommandID("pairs." + name), title, hint: hint, keys: keys, in: .modal(.pairs), .pairs(action))
    }
}

/// The line over a picture that fills the screen.
enum PlaceTitle {
    static func draw(_ title: String, note: String, into frame: inout Frame, in line: Rect, _ theme: Theme) {
        frame.fill(line, theme[.statusBar])
        var room = line.inset(1)
        if TextWidth.of(note) + TextWidth.of(title) + 2 < room.width {
            frame.line(note, in: room.cut(right: TextWidth.of(note)), theme[.muted].withoutBackground)
        }
        frame.line(title, in: room, theme[.panelTitleFocused].withoutBackground, ellipsis: theme.glyphs.ellipsis)
    }
}
