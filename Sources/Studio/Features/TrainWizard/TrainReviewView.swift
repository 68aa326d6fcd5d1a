import Learning
import Profiling
import Screen
import Tabular
import Workflows

/// The last step: what will happen, in sentences, and the command line that does the same.
struct TrainReviewView {
    let wizard: TrainWizard

    /// Rows of the text above the button.
    static func textRows(_ room: Rect) -> Int { max(0, room.height - (room.height >= 5 ? 2 : room.height > 1 ? 1 : 0)) }

    /// Where the button is, for drawing and clicks.
    static func button(_ content: Rect) -> Rect {
        var room = content
        _ = room.cut(top: textRows(content))
        return Rect(x: room.x, y: room.bottom - 1, width: min(room.width, 20), height: room.isEmpty ? 0 : 1)
    }

    func draw(into frame: inout Frame, _ layout: TrainLayout, _ theme: Theme) {
        var room = layout.content
        let text = room.cut(top: Self.textRows(room))
        let lines = lines(text.width, theme)
        let first = max(0, min(wizard.reviewTop, lines.count - text.height))
        for (y, line) in lines.dropFirst(first).prefix(text.height).enumerated() { frame.line(line, in: text.row(y)) }
        frame.draw(ScrollBar(first: first, room: text.height, count: lines.count), in: text, theme)
        let button = Self.button(layout.content)
        frame.fill(button, theme[.buttonFocused])
        frame.line("Start training", in: button, theme[.buttonFocused], .center)
    }

    func lines(_ width: Int, _ theme: Theme) -> [StyledText] {
        let plan: TrainingPlan
        do {
            plan = try wizard.plan()
        } catch {
            return TextLayout.wrap(Message(error).text, to: max(1, width)).map {
                StyledText($0, theme[.error].withoutBackground)
            }
        }
        let width = max(1, width - 1)
        var lines: [StyledText] = []
        for sentence in sentences(plan) {
            for (index, line) in TextLayout.wrap(sentence, to: max(1, width - 2)).enumerated() {
                var text = StyledText(index == 0 ? theme.glyphs.bullet + " " : "  ", theme[.accent].withoutBackground)
                text.append(line, theme[.text].withoutBackground)
                lines.append(text)
            }
        }
        lines += [StyledText(), StyledText("The same on the command line", theme[.muted].withoutBackground)]
        lines += TextLayout.wrap(plan.command, to: width).map { StyledText($0, theme[.key].withoutBackground) }
        return lines
    }

    /// What will happen.
    func sentences(_ plan: TrainingPlan) -> [String] {
        var out = [whole(plan)]
        if let rows = wizard.rowCount {
            let missing = wizard.advice?.profile.nulls ?? 0
            let without =
                missing == 0
                ? "" : "; \(Count.text(missing)) without \(plan.target.name) \(missing == 1 ? "is" : "are") left out"
            out.append("There are \(Count.of(rows, "row"))\(without).")
        }
        if !plan.table.relation.filters.isEmpty {
            out.append("Only rows where " + plan.table.relation.filters.joined(separator: " and ") + ".")
        }
        out.append(judging(plan))
        out.append(learning(plan.settings))
        let left = plan.features.filter { !$0.isUsed }
        if !left.isEmpty {
            let named = left.prefix(6).map { $0.reason.isEmpty ? $0.column.name : "\($0.column.name) (\($0.reason))" }
            let more = left.count > 6 ? " and \(Count.text(left.count - 6)) more" : ""
            out.append("Left out: " + named.joined(separator: ", ") + more + ".")
        }
        let version = wizard.versions.map { " version \(($0[plan.name] ?? 0) + 1)" } ?? ""
        out.append(
            "The model is exported to ONNX, checked against its trainer, and registered as \(plan.name)\(version).")
        return out
    }

    private func whole(_ plan: TrainingPlan) -> String {
        var task = plan.task.rawValue
        if plan.task == .multiclass, let classes = wizard.advice?.profile.distinct {
            task += ", \(Count.text(classes)) classes"
        }
        let used = plan.usedFeatures.count
        let others = Count.of(plan.features.count, "other column")
        let which =
            used == plan.features.count
            ? (used == 1 ? "the \(others)" : "all \(others)") : "\(Count.text(used)) of the \(others)"
        return "Learn to predict \(plan.target.name) (\(task)) from \(which) of \(plan.table.location.label)."
    }

    private func judging(_ plan: TrainingPlan) -> String {
        switch plan.validation {
        case .holdout(let share):
            let percent = MetricText.value(share * 100)
            return
                "\(percent) % of the rows are held out to judge the model; \(percent) % of the rest say when to stop. The seed is \(plan.settings.seed)."
        case .kFold(let folds):
            return
                "The rows are split into \(folds) folds, each judged by a model trained on the others; then one model learns from all rows. "
                + "The seed is \(plan.settings.seed)."
        }
    }

    private func learning(_ settings: LearnerSettings) -> String {
        let stop =
            settings.patience == 0
            ? "" : "; it stops after \(Count.of(settings.patience, "round")) without a better \(settings.metric.label)"
        return
            "At most \(Count.of(settings.rounds, "round")) at learning rate \(MetricText.value(settings.learningRate)), "
            + "\(settings.leaves) leaves a tree\(stop)."
    }
}
