import Screen
import Tabular
import Workflows

/// Draws the wizard: steps at the top, the step's own picture, and a line for what is wrong.
struct TrainWizardView {
    let wizard: TrainWizard

    func draw(into frame: inout Frame, theme: Theme) {
        let layout = TrainLayout(frame.size)
        frame.fill(ChromeLayout(frame.size).body, theme[.panel])
        if !layout.panel.isEmpty {
            frame.draw(
                Panel("Train a model on \(wizard.table.location.label)", note: rows, isFocused: true), in: layout.panel,
                theme)
        }
        frame.draw(
            StepStrip(TrainWizard.Step.allCases.map(\.title), current: wizard.step.rawValue), in: layout.steps, theme)
        switch wizard.step {
        case .target: TargetStepView(wizard: wizard).draw(into: &frame, layout, theme)
        case .features: FeaturesStepView(wizard: wizard).draw(into: &frame, layout, theme)
        case .validation:
            form(
                "How is the model judged?", wizard.validation.rows, wizard.validation.cursor.rawValue, &frame, layout,
                theme)
        case .settings: drawSettings(into: &frame, layout, theme)
        case .review: TrainReviewView(wizard: wizard).draw(into: &frame, layout, theme)
        }
        drawFoot(into: &frame, in: layout.foot, theme)
    }

    private var rows: String {
        let filters = wizard.table.relation.filters.isEmpty ? "" : ", filtered"
        return wizard.rowCount.map { Count.of($0, "row") + filters } ?? ""
    }

    private func drawSettings(into frame: inout Frame, _ layout: TrainLayout, _ theme: Theme) {
        guard let draft = try? wizard.draft() else { return }
        let rows = wizard.settings.rows(draft.task, proposedName: draft.name, versions: wizard.versions)
        form("How does it learn?", rows, wizard.settings.cursor.rawValue, &frame, layout, theme)
    }

    private func form(
        _ question: String, _ rows: [FormRow], _ selected: Int, _ frame: inout Frame, _ layout: TrainLayout,
        _ theme: Theme
    ) {
        if layout.form.y > layout.content.y {
            frame.line(question, in: layout.content.row(0), theme[.title].withoutBackground)
        }
        let width = layout.form.width >= 110 ? 32 : max(8, min(24, layout.form.width / 4 + 2))
        frame.draw(Form(rows, selected: selected, valueWidth: width), in: layout.form, theme)
    }

    /// What is wrong, what is being waited for, or a quiet word.
    private func drawFoot(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        if let problem = wizard.problem {
            let role: Role = problem.kind == .info ? .text : problem.kind == .warning ? .warning : .error
            let mark = problem.kind == .error ? theme.glyphs.no + " " : ""
            var text = StyledText(mark + problem.text, theme[role].withoutBackground)
            if !problem.hint.isEmpty { text.append("  " + problem.hint, theme[.muted].withoutBackground) }
            frame.line(text, in: rect, ellipsis: theme.glyphs.ellipsis)
        } else if case .reading(let progress) = wizard.profiles {
            let share = progress.flatMap { progress in progress.total.map { Double(progress.done) / Double(max(1, $0)) }
            }
            let label = wizard.wantsOn ? "goes on as soon as the columns are read" : "reading the columns"
            frame.draw(Gauge(share, label: label, tick: progress?.done ?? 0), in: rect, theme)
        }
    }
}
