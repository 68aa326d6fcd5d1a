import Profiling
import Screen
import Tabular

extension DriftView: PictureModal {
    var modal: Modal { .drift(self) }

    var picture: Picture? {
        guard let report, let current else { return nil }
        return ChartPicture.picture(current, first: report.first, second: report.second)
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        var body = ChromeLayout(frame.size).body
        frame.fill(body, theme[.text])
        let names = report.map { "\($0.first) \(theme.glyphs.arrowRight) \($0.second)" } ?? ""
        let progress = isDone || problem != nil ? "" : "\(report?.columns.count ?? 0) of \(total) columns"
        PlaceTitle.draw("What has moved  " + names, note: progress, into: &frame, in: body.cut(top: 1), theme)
        if let problem {
            frame.draw(EmptyNote([problem.text, problem.hint].joined(separator: " ")), in: body, theme)
            return
        }
        guard let report else {
            frame.draw(EmptyNote("reading\(theme.glyphs.ellipsis)"), in: body, theme)
            return
        }
        drawSummary(report, into: &frame, in: &body, theme)
        if body.width >= 96 {
            drawList(report, into: &frame, in: body.cut(left: min(66, max(58, body.width / 2))), theme)
            _ = body.cut(left: 2)
            drawColumn(report, into: &frame, in: body, theme)
        } else {
            drawList(report, into: &frame, in: body.cut(top: max(4, body.height * 2 / 5)), theme)
            drawColumn(report, into: &frame, in: body, theme)
        }
    }

    /// Rows then and now, and what differs between the schemas.
    private func drawSummary(_ report: DriftReport, into frame: inout Frame, in body: inout Rect, _ theme: Theme) {
        var lines = [
            "\(Count.text(report.firstRows)) rows \(theme.glyphs.arrowRight) \(Count.text(report.secondRows)) rows"
        ]
        if !report.onlySecond.isEmpty { lines.append("new columns: " + report.onlySecond.joined(separator: ", ")) }
        if !report.onlyFirst.isEmpty { lines.append("gone: " + report.onlyFirst.joined(separator: ", ")) }
        let changed = report.columns.filter { $0.firstType != $0.secondType }.map {
            "\($0.column) \($0.firstType.name) \(theme.glyphs.arrowRight) \($0.secondType.name)"
        }
        if !changed.isEmpty { lines.append("types: " + changed.joined(separator: ", ")) }
        for (index, line) in lines.enumerated() {
            frame.line(
                line, in: body.cut(top: 1).inset(1), theme[index == 0 ? .muted : .warning].withoutBackground,
                ellipsis: theme.glyphs.ellipsis)
        }
    }

    private func drawList(_ report: DriftReport, into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        var room = rect
        let name = max(8, min(26, room.width - 50))
        let head = TextLayout.pad("column", to: name) + "      PSI     KS   missing      now   new lost"
        frame.line(head, in: room.cut(top: 1).inset(1), theme[.muted].withoutBackground)
        let items = report.columns.map { drift in
            let role: Role = drift.verdict == "drifted" ? .error : drift.verdict == "moved" ? .warning : .text
            var line = StyledText(
                TextLayout.pad(drift.column, to: name, ellipsis: theme.glyphs.ellipsis), theme[role].withoutBackground)
            line.append(TextLayout.pad(drift.psi.map(ChartPicture.decimals) ?? "", to: 9, .right))
            line.append(TextLayout.pad(drift.ks.map(ChartPicture.decimals) ?? "", to: 7, .right))
            line.append(
                TextLayout.pad(Self.percent(drift.firstMissing), to: 11, .right), theme[.muted].withoutBackground)
            line.append(TextLayout.pad(Self.percent(drift.secondMissing), to: 9, .right))
            line.append(TextLayout.pad(drift.newCount.map(Count.short) ?? "", to: 6, .right))
            line.append(TextLayout.pad(drift.lostCount.map(Count.short) ?? "", to: 5, .right))
            return ListItem(line)
        }
        frame.draw(ListView(items, selected: cursor, empty: "The tables have no column in common."), in: room, theme)
    }

    private static func percent(_ share: Double) -> String {
        let tenths = (share * 1000).rounded() / 10
        return share > 0 && tenths == 0 ? "<0.1 %" : Ticks.short(tenths) + " %"
    }

    /// The column under the cursor: what it was and is, and the values that came and went.
    private func drawColumn(_ report: DriftReport, into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        guard let drift = current else { return }
        var room = rect.inset(1)
        var title = StyledText(drift.column + "  ", theme[.title].withoutBackground)
        let role: Role = drift.verdict == "drifted" ? .error : drift.verdict == "moved" ? .warning : .good
        title.append(drift.verdict, theme[role].withoutBackground)
        frame.line(title, in: room.cut(top: 1), ellipsis: theme.glyphs.ellipsis)
        var below: [(String, Role)] = drift.notes.map { ($0, Role.muted) }
        for (word, values, count) in [("new", drift.new, drift.newCount), ("lost", drift.lost, drift.lostCount)]
        where !values.isEmpty {
            let names = values.prefix(8).map { "\($0.value) (\(Count.short($0.rows)))" }.joined(separator: ", ")
            let more = (count ?? 0) > 8 ? " and \(Count.text((count ?? 0) - 8)) more" : ""
            below.append(("\(word): " + names + more, .text))
        }
        let wrapped = below.flatMap { text, role in
            TextLayout.wrap(text, to: max(1, room.width)).prefix(3).map { ($0, role) }
        }
        let notes = room.cut(bottom: min(wrapped.count, max(0, room.height / 2 - 1)))
        for (index, line) in wrapped.prefix(notes.height).enumerated() {
            frame.line(line.0, in: notes.row(index), theme[line.1].withoutBackground)
        }
        if let picture { frame.draw(picture, in: room, theme) }
    }

    static let commands: [Command] = [
        drift("close", "Go back", hint: "back", keys: "Esc q C-c V", .close),
        drift("down", "The next column", hint: "columns", keys: "j Down", .move(1)),
        drift("up", "The column before", keys: "k Up", .move(-1)),
        PictureCommands.write("drift", in: .drift),
        drift("page-down", "Ten columns down", keys: "PgDn C-d C-f", .move(10)),
        drift("page-up", "Ten columns up", keys: "PgUp C-u C-b", .move(-10)),
        drift("first", "To the most moved column", keys: "g Home", .moveTo(0)),
        drift("last", "To the least moved column", keys: "G End", .moveTo(.max / 2)),
    ]

    private static func drift(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: DriftAction)
        -> Command
    {
        Command(CommandID("drift." + name), title, hint: hint, keys: keys, in: .modal(.drift), .drift(action))
    }
}
