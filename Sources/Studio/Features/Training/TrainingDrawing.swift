import Learning
import Registry
import Screen
import Tabular
import Workflows

/// Draws a training: how far it is and the metric's curve, or the model's page, or why there is none.
struct TrainingDrawing {
    let session: TrainSession
    let isStopping: Bool
    let top: Int

    func draw(into frame: inout Frame, theme: Theme) {
        let layout = TrainingLayout(frame.size)
        frame.fill(ChromeLayout(frame.size).body, theme[.panel])
        if !layout.panel.isEmpty {
            frame.draw(
                Panel(
                    "Training \(session.plan.name) on \(session.plan.table.location.label)", note: note, isFocused: true
                ),
                in: layout.panel, theme)
        }
        switch session.outcome {
        case .finished(let version):
            ModelCardView(version, top: top).draw(into: &frame, in: layout.content, theme: theme)
        case .running: drawLive(into: &frame, in: layout.content, theme)
        case .failed(let problem):
            drawEnd(
                Message(problem).text, .error, [problem.hint, problem.detail], into: &frame, in: layout.content, theme)
        case .stopped:
            drawEnd(
                "Stopped after \(Count.of(session.round, "round")): nothing was registered.", .warning,
                ["Press t to change something and train again."], into: &frame, in: layout.content, theme)
        }
    }

    private var note: String {
        switch session.outcome {
        case .running: Elapsed.text(seconds: session.seconds)
        case .finished: "done in " + Elapsed.text(seconds: session.seconds)
        case .failed: "failed"
        case .stopped: "stopped"
        }
    }

    private func drawLive(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        var room = rect
        frame.line(status(theme), in: room.cut(top: 1), ellipsis: theme.glyphs.ellipsis)
        frame.draw(gauge, in: room.cut(top: 1), theme)
        frame.line(best(theme), in: room.cut(top: 1), ellipsis: theme.glyphs.ellipsis)
        if room.height > 8 { _ = room.cut(top: 1) }
        let label = session.plan.settings.metric.label
        guard session.validation.contains(where: \.isFinite) || session.training.contains(where: \.isFinite) else {
            if room.height > 2 {
                frame.draw(
                    EmptyNote("The curve of \(label) on the validation rows appears here as rounds end."), in: room,
                    theme)
            }
            return
        }
        frame.draw(LineChart(series, x: Axis("round"), y: Axis(label)), in: room, theme)
    }

    private func status(_ theme: Theme) -> StyledText {
        var text = StyledText(isStopping ? "stopping" : session.phase, theme[.strong].withoutBackground)
        if session.round > 0 {
            text.append("  round \(Count.text(session.round))", theme[.accent].withoutBackground)
            text.append(" of at most \(Count.text(session.plan.settings.rounds))", theme[.muted].withoutBackground)
        }
        return text
    }

    private func best(_ theme: Theme) -> StyledText {
        guard let best = session.best else {
            return StyledText(
                "\(session.plan.target.name), \(session.plan.task.rawValue), from \(Count.of(session.plan.usedFeatures.count, "column"))",
                theme[.muted].withoutBackground)
        }
        var text = StyledText("best \(session.plan.settings.metric.label) ", theme[.muted].withoutBackground)
        text.append(MetricText.value(best.value), theme[.good].withoutBackground.bold)
        text.append(" at round \(Count.text(best.round))", theme[.muted].withoutBackground)
        let since = session.round - best.round
        if session.plan.settings.patience > 0, since > 0 {
            text.append(
                ", \(Count.of(since, "round")) ago; stops after \(session.plan.settings.patience)",
                theme[.muted].withoutBackground)
        }
        return text
    }

    private var gauge: Gauge {
        if let reading = session.reading {
            let share = reading.total.map { Double(reading.done) / Double(max(1, $0)) }
            return Gauge(share, label: Count.of(reading.done, "row") + " read", tick: reading.done / 1000)
        }
        // Before the first round and after the last nobody knows how long it takes.
        guard session.round > 0, session.phase.hasPrefix("training") else { return Gauge(nil, label: session.phase) }
        let all = max(1, session.plan.settings.rounds * session.folds)
        let done = (session.fold - 1) * session.plan.settings.rounds + session.round
        let label = session.folds > 1 ? "fold \(session.fold) of \(session.folds)" : "of the rounds"
        return Gauge(Double(done) / Double(all), label: label)
    }

    private var series: [Series] {
        func one(_ name: String, _ values: [Double], _ role: Role) -> Series? {
            guard values.contains(where: \.isFinite) else { return nil }
            return Series(name, values.enumerated().map { Series.Value(x: Double($0 + 1), y: $1) }, role: role)
        }
        return [one("training", session.training, .series2), one("validation", session.validation, .series1)].compactMap
        { $0 }
    }

    private func drawEnd(
        _ text: String, _ role: Role, _ more: [String], into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        var room = rect
        for line in TextLayout.wrap(text, to: max(1, room.width)) {
            frame.line(line, in: room.cut(top: 1), theme[role].withoutBackground)
        }
        for paragraph in more where !paragraph.isEmpty {
            if room.height > 3 { _ = room.cut(top: 1) }
            for line in TextLayout.wrap(paragraph, to: max(1, room.width)) {
                frame.line(line, in: room.cut(top: 1), theme[.muted].withoutBackground)
            }
        }
        guard !session.validation.isEmpty, room.height > 8 else { return }
        _ = room.cut(top: 1)
        frame.draw(LineChart(series, x: Axis("round"), y: Axis(session.plan.settings.metric.label)), in: room, theme)
    }
}
