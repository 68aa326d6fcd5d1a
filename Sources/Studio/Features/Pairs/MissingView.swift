import Profiling
import Screen
import Tabular

/// What can happen in the view of missing values.
enum MissingAction: Sendable, Equatable {
    case open
    case made(Missingness)
    case failed(Problem)
    case scroll(Int)
    case close
}

/// What is missing where: the share of each column, and the columns that are missing together.
struct MissingView: Sendable, Equatable {
    let title: String
    var missing: Missingness?
    var problem: Message?
    var top = 0
}

/// Counts what is missing.
struct MeasureMissing: Work {
    var relation: Relation
    var schema: Schema

    func run(_ context: EffectContext) async throws -> Action? {
        .missing(
            .made(
                try await context.withConnection(.wizard) {
                    try await $0.missingness(of: relation, schema: schema)
                }))
    }

    func failure(_ problem: Problem) -> Action? { problem.kind == .interrupted ? nil : .missing(.failed(problem)) }
}

extension AppState {
    mutating func reduceMissing(_ action: MissingAction) -> [Effect] {
        if action == .open {
            guard let tab = data.tab, let relation = tab.relation else { return [] }
            modals.append(.missing(MissingView(title: tab.title)))
            return [.start("missing", MeasureMissing(relation: relation.unsorted, schema: tab.schema))]
        }
        if action == .close {
            closeModal(.missing)
            return [.cancel("missing")]
        }
        return updateModal(.missing) { modal in
            guard case .missing(var view) = modal else { return [] }
            defer { modal = .missing(view) }
            switch action {
            case .made(let missing): view.missing = missing
            case .failed(let problem): view.problem = Message(problem)
            case .scroll(let step):
                view.top = max(0, min(view.top + step, (view.missing?.patterns.count ?? 1) - 1))
            case .open, .close: break
            }
            return []
        }
    }
}

extension MissingView: PictureModal {
    var modal: Modal { .missing(self) }
    var picture: Picture? { missing.map { ChartPicture.picture($0) } }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        var body = ChromeLayout(frame.size).body
        frame.fill(body, theme[.text])
        PlaceTitle.draw("Missing values", note: title, into: &frame, in: body.cut(top: 1), theme)
        guard let missing, let picture else {
            frame.draw(EmptyNote(problem?.text ?? "counting\(theme.glyphs.ellipsis)"), in: body, theme)
            return
        }
        body = body.inset(1)
        let gaps = missing.columns.filter { $0.missing > 0 }
        frame.line(
            picture.notes.joined(separator: " · "), in: body.cut(bottom: 1), theme[.muted].withoutBackground)
        guard !gaps.isEmpty else {
            frame.draw(EmptyNote("Nothing is missing."), in: body, theme)
            return
        }
        if body.width >= 100 {
            let right = body.cut(right: body.width / 2)
            _ = body.cut(right: 2)
            frame.draw(picture, in: body, theme)
            drawPatterns(missing, gaps, into: &frame, in: right, theme)
        } else {
            let height = min(gaps.count + 2, body.height / 2)
            frame.draw(picture, in: body.cut(top: height), theme)
            drawPatterns(missing, gaps, into: &frame, in: body, theme)
        }
    }

    /// Rows of marks under the columns' numbers, then what goes together.
    private func drawPatterns(
        _ missing: Missingness, _ gaps: [Missingness.Share], into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        var room = rect
        let quiet = theme[.muted].withoutBackground
        let together = missing.together.filter { $0.correlation > 0.3 }.prefix(max(0, room.height / 3))
        let left = room.height - 1 - (together.isEmpty ? 0 : together.count + 2)
        frame.line("Patterns, most frequent first", in: room.cut(top: 1), quiet)
        for pattern in missing.patterns[min(top, missing.patterns.count)...].prefix(max(0, left)) {
            var line = room.cut(top: 1)
            frame.line(Count.text(pattern.rows), in: line.cut(left: 12), theme[.number].withoutBackground, .right)
            let share = Count.percent(pattern.rows, of: missing.rows)
            frame.line(share, in: line.cut(left: 9), quiet, .right)
            _ = line.cut(left: 2)
            if line.width > gaps.count + 20 {
                let marks = gaps.prefix(40).map { pattern.missing.contains($0.column) }
                for (index, isMissing) in marks.enumerated() {
                    let mark: Unicode.Scalar = isMissing ? "x" : "."
                    frame.put(
                        mark, at: Point(x: line.x + index, y: line.y),
                        theme[isMissing ? .warning : .faint].withoutBackground)
                }
                _ = line.cut(left: marks.count + 2)
            }
            let names = pattern.missing.isEmpty ? "complete" : pattern.missing.joined(separator: ", ")
            frame.line(
                names, in: line, theme[pattern.missing.isEmpty ? .good : .text].withoutBackground,
                ellipsis: theme.glyphs.ellipsis)
        }
        guard !together.isEmpty else { return }
        _ = room.cut(top: 1)
        frame.line("Missing together (phi)", in: room.cut(top: 1), quiet)
        for pair in together {
            var line = room.cut(top: 1)
            frame.line(ChartPicture.decimals(pair.correlation), in: line.cut(left: 7), .plain, .right)
            _ = line.cut(left: 2)
            frame.line(
                "\(pair.first) and \(pair.second)", in: line, theme[.text].withoutBackground,
                ellipsis: theme.glyphs.ellipsis)
        }
    }

    static let commands: [Command] = [
        missing("close", "Go back", hint: "back", keys: "Esc q C-c", .close),
        PictureCommands.write("missing", in: .missing),
        missing("down", "The next patterns", hint: "scroll", keys: "j Down PgDn C-d C-f", .scroll(1)),
        missing("up", "The patterns before", keys: "k Up PgUp C-u C-b", .scroll(-1)),
    ]

    private static func missing(
        _ name: String, _ title: String, hint: String? = nil, keys: String, _ action: MissingAction
    ) -> Command {
        Command(CommandID("missing." + name), title, hint: hint, keys: keys, in: .modal(.missing), .missing(action))
    }
}
