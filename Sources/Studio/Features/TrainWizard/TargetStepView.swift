import Learning
import Profiling
import Screen
import Tabular

/// The first step: the columns, and what the one under the cursor would be learned as.
struct TargetStepView {
    let wizard: TrainWizard

    func list(_ theme: Theme) -> ListView {
        let target = wizard.target
        let items = target.matches.map {
            ListItem(target.columns[$0].name, note: TypeLabel.short(target.columns[$0].type))
        }
        return ListView(items, selected: target.position, empty: "No column matches '\(target.filter.text)'.")
    }

    func draw(into frame: inout Frame, _ layout: TrainLayout, _ theme: Theme) {
        let field = TextField(wizard.target.filter, placeholder: "type to find the column to predict", prompt: "/ ")
        frame.draw(field, in: layout.field, theme)
        frame.draw(list(theme), in: layout.list, theme)
        drawAbout(into: &frame, in: layout.about, theme)
    }

    private func drawAbout(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        guard let column = wizard.target.column else { return }
        var room = rect
        var title = StyledText("Predict ", theme[.muted].withoutBackground)
        title.append(column.name, theme[.title].withoutBackground)
        title.append("  " + TypeLabel.short(column.type), theme[.headerType].withoutBackground)
        frame.line(title, in: room.cut(top: 1), ellipsis: theme.glyphs.ellipsis)
        if room.height > 6 { _ = room.cut(top: 1) }
        if case .failed(let problem) = wizard.profiles {
            return paragraph(problem.title + ". " + problem.hint, .error, &frame, &room, theme)
        }
        guard let advice = wizard.advice else {
            return paragraph(
                "The columns are being read; the task is proposed from their values.", .muted, &frame, &room, theme)
        }
        if advice.proposed == nil, let problem = advice.problem {
            paragraph(Message(problem).text + ".", .error, &frame, &room, theme)
            if !problem.hint.isEmpty { paragraph(problem.hint, .muted, &frame, &room, theme) }
        } else {
            drawTasks(advice, &frame, &room, theme)
        }
        if room.height > 4 { _ = room.cut(top: 1) }
        drawValues(advice.profile, &frame, &room, theme)
    }

    private func drawTasks(_ advice: TargetAdvice, _ frame: inout Frame, _ room: inout Rect, _ theme: Theme) {
        let possible = advice.possible
        if room.height < 6 || room.width < 30 {
            // One line: the task taken.
            let task = advice.task.map(\.rawValue) ?? ""
            var text = StyledText("as \(task)", theme[.accent].withoutBackground)
            text.append(": " + advice.reason, theme[.muted].withoutBackground)
            frame.line(text, in: room.cut(top: 1), ellipsis: theme.glyphs.ellipsis)
            return
        }
        for task in LearningTask.allCases {
            let isTaken = task == advice.task, isPossible = possible.contains(task)
            let mark = isTaken ? theme.glyphs.chosen : theme.glyphs.unchosen
            var text = StyledText(mark + " ", theme[isTaken ? .accent : .muted].withoutBackground)
            text.append(
                TextLayout.pad(task.rawValue, to: 12),
                theme[isTaken ? .strong : isPossible ? .text : .faint].withoutBackground)
            text.append(task.about, theme[isPossible ? .muted : .faint].withoutBackground)
            if task == advice.proposed, !isTaken { text.append("  proposed", theme[.muted].withoutBackground) }
            frame.line(text, in: room.cut(top: 1), ellipsis: theme.glyphs.ellipsis)
        }
        let name = advice.profile.column.name
        let why =
            advice.task == advice.proposed
            ? "Proposed because \(advice.reason)."
            : "Chosen by you; \(advice.proposed?.rawValue ?? "") is proposed for \(name) because \(advice.reason)."
        paragraph(why + (possible.count > 1 ? " Left and Right change the task." : ""), .muted, &frame, &room, theme)
    }

    /// How the values are spread: most frequent ones, or a histogram.
    private func drawValues(_ profile: ColumnProfile, _ frame: inout Frame, _ room: inout Rect, _ theme: Theme) {
        guard room.height >= 3 else { return }
        let missing =
            profile.nulls > 0
            ? "; \(Count.of(profile.nulls, "row")) without a value \(profile.nulls == 1 ? "is" : "are") left out" : ""
        frame.line(
            Count.of(profile.rows - profile.nulls, "value") + missing, in: room.cut(top: 1),
            theme[profile.nulls > 0 ? .warning : .muted].withoutBackground,
            ellipsis: theme.glyphs.ellipsis)
        let figures = ProfileFigures(profile)
        if let histogram = profile.histogram, !histogram.counts.isEmpty,
            wizard.advice?.task == .regression || profile.top.isEmpty
        {
            let chart = Screen.Histogram(
                histogram.counts.map(Double.init), low: figures.lowerEdge, high: figures.upperEdge)
            frame.draw(chart, in: room.cut(top: min(room.height, 9)), theme)
            return
        }
        let bars = profile.top.prefix(max(0, min(room.height, 12))).map {
            BarChart.Bar(
                $0.value.text ?? theme.glyphs.null, Double($0.count), text: Count.percent($0.count, of: profile.rows))
        }
        frame.draw(BarChart(Array(bars)), in: room, theme)
    }

    private func paragraph(_ text: String, _ role: Role, _ frame: inout Frame, _ room: inout Rect, _ theme: Theme) {
        for line in TextLayout.wrap(text, to: max(1, room.width)) {
            frame.line(line, in: room.cut(top: 1), theme[role].withoutBackground)
        }
    }
}
