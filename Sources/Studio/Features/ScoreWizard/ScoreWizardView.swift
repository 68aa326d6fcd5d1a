import Registry
import Screen
import Tabular

/// Draws the wizard: its title, its steps, and the step that is open.
struct ScoreWizardView {
    let wizard: ScoreWizard

    func draw(into frame: inout Frame, theme: Theme) {
        let body = ChromeLayout(frame.size).body
        let layout = ScoreLayout(frame.size)
        frame.fill(body, theme[.panel])
        if let panel = layout.panel {
            let note = wizard.table.rowCount.map { Count.of($0, "row") } ?? ""
            frame.draw(
                Panel("Predict with a model: \(wizard.table.location.label)", note: note, isFocused: true), in: panel,
                theme)
        }
        if let steps = layout.steps {
            let titles = ScoreWizard.Step.allCases.map(\.title)
            frame.draw(StepStrip(titles, current: wizard.step.rawValue), in: steps, theme)
        }
        switch wizard.step {
        case .model: ModelStepView(choice: wizard.models).draw(into: &frame, layout, theme)
        case .columns:
            if let choice = wizard.choice, let model = wizard.model {
                ColumnsStepView(choice: choice, model: model.id, table: wizard.table.location.label)
                    .draw(into: &frame, layout, theme)
            }
        case .destination: DestinationStepView(choice: wizard.destination).draw(into: &frame, layout, theme)
        case .review:
            if let plan = wizard.plan { ReviewStepView(wizard: wizard, plan: plan).draw(into: &frame, layout, theme) }
        }
    }
}

extension ScoreWizard {
    /// A click: a line is chosen, and gone into when it was chosen already.
    mutating func click(_ point: Point, _ size: Size) -> [Effect] {
        let layout = ScoreLayout(size)
        switch step {
        case .model:
            let list = layout.model.list
            guard list.contains(point), let hit = ModelStepView(choice: models).row(at: point, in: list) else {
                return []
            }
            let wasThere = models.cursor == hit
            models.move(to: hit)
            return wasThere ? [.action(.score(.next))] : []
        case .columns:
            guard let choice, let model else { return [] }
            let view = ColumnsStepView(choice: choice, model: model.id, table: table.location.label)
            guard let row = view.row(at: point, in: layout.columns.lines) else { return [] }
            let wasThere = choice.cursor == row
            self.choice?.commit()
            self.choice?.cursor = row
            return wasThere || row == .proceed ? [.action(.score(.enter))] : []
        case .destination:
            let kinds = layout.destination.kinds
            guard kinds.contains(point) else { return [] }
            return [.action(.score(.move(point.y - kinds.y - destination.kind.rawValue)))]
        case .review: return []
        }
    }
}
