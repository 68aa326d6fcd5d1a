import Learning
import Registry
import Scoring
import Screen

/// The pieces of a model's page in words and tables, for one width. Those that have nothing to say are nil.
struct CardBlocks {
    let version: ModelVersion
    let width: Int
    let theme: Theme

    var card: ModelCard { version.card }

    func style(_ role: Role) -> Style { theme[role].withoutBackground }

    /// What it is, how good it is in a sentence, and whether it can be trusted.
    var header: [CardBlock] {
        var title = StyledText(version.name, style(.title))
        title.append("  version \(version.version)", style(.accent))
        for alias in version.aliases { title.append("  @" + alias, style(.good)) }
        var about: [String] = []
        if !card.target.isEmpty { about.append("predicts \(card.target)") }
        about += [card.task, card.framework].filter { !$0.isEmpty }
        if let seconds = card.trainingSeconds { about.append("made in " + Elapsed.text(seconds: seconds)) }
        var lines = [title]
        let dot = " \(theme.glyphs.middleDot) "
        lines += wrapped(about.joined(separator: dot), .muted)
        lines += headline + agreement
        return [CardBlock("", lines: lines)]
    }

    private var headline: [StyledText] {
        guard let score = card.scores.first else { return [] }
        var text = StyledText("\(score.label) ", style(.strong))
        text.append(MetricText.value(score.value), style(score.isBetter == false ? .warning : .good).bold)
        if let rows = card.data?.testRows { text.append(" on \(Count.of(rows, "held-out row"))", style(.text)) }
        if let baseline = score.baseline {
            let word =
                score.isBetter == false
                ? "no better than a constant prediction, which gets " : "a constant prediction gets "
            text.append("; " + word + MetricText.value(baseline), style(score.isBetter == false ? .warning : .muted))
        }
        return [StyledText(), text]
    }

    private var agreement: [StyledText] {
        guard let agreement = card.agreement else { return [] }
        if agreement.holds {
            let labels = card.task == LearningTask.regression.rawValue ? "" : "no label differs, "
            let text =
                "\(theme.glyphs.check) The exported model agrees with its trainer on \(Count.of(agreement.rows, "row")): "
                + labels + "largest difference \(MetricText.difference(agreement.largestDifference))"
            return wrapped(text, .good)
        }
        let text =
            "\(theme.glyphs.no) THE EXPORTED MODEL DOES NOT AGREE WITH ITS TRAINER: \(Count.text(agreement.flippedLabels)) of "
            + "\(Count.text(agreement.rows)) labels differ, largest relative difference "
            + "\(MetricText.difference(agreement.largestRelativeDifference)) "
            + "(accepted: \(MetricText.difference(agreement.tolerance))). Do not rely on its scores."
        let alarm = style(.error).adding([.bold, .reverse])
        return TextLayout.wrap(text, to: max(1, width - 2)).map { StyledText(" " + $0 + " ", alarm) }
    }

    var metrics: CardBlock? {
        let scores = card.scores
        guard !scores.isEmpty else { return nil }
        let names = max(8, scores.map { TextWidth.of($0.label) }.max() ?? 0) + 2
        func row(_ name: String, _ value: String, _ baseline: String) -> (String, String, String) {
            (
                TextLayout.pad(name, to: names), TextLayout.pad(value, to: 9, .right),
                TextLayout.pad(baseline, to: 12, .right)
            )
        }
        let head = row("", "held out", "constant")
        var lines = [StyledText(head.0 + head.1 + head.2, style(.muted))]
        for score in scores {
            let cells = row(score.label, MetricText.value(score.value), score.baseline.map(MetricText.value) ?? "")
            var line = StyledText(cells.0, style(.text))
            line.append(cells.1, style(.number))
            line.append(cells.2, style(.muted))
            if let isBetter = score.isBetter {
                line.append(
                    "  " + (isBetter ? theme.glyphs.check : theme.glyphs.no), style(isBetter ? .good : .warning))
            }
            lines.append(line)
        }
        return CardBlock("Metrics", lines: lines)
    }

    var data: CardBlock? {
        guard let data = card.data else { return nil }
        var lines = pairs([("source", data.source), ("rows", Count.text(data.rows))])
        if data.rowsWithoutTarget > 0 {
            lines += pairs([("without target", "\(Count.text(data.rowsWithoutTarget)), left out")])
        }
        var split = "\(Count.text(data.trainingRows)) training"
        if data.validationRows > 0 { split += ", \(Count.text(data.validationRows)) early stopping" }
        lines += pairs([("split", split + ", \(Count.text(data.testRows)) held out")])
        return CardBlock("Data", lines: lines)
    }

    var signature: CardBlock? {
        let inputs = card.signature.inputs.map {
            ($0.name, $0.element.rawValue + ($0.width > 1 ? " x \($0.width)" : ""))
        }
        let outputs = card.signature.outputs.map {
            ($0.name, $0.element.rawValue + ($0.width > 1 ? " x \($0.width)" : ""))
        }
        guard !(inputs + outputs).isEmpty else { return nil }
        var lines =
            [StyledText("\(Count.of(inputs.count, "input"))", style(.muted))]
            + pairs(inputs, labels: .text, values: .headerType)
        lines += [StyledText("\(Count.of(outputs.count, "output"))", style(.muted))]
        lines += pairs(outputs, labels: .prediction, values: .headerType)
        return CardBlock("Signature", lines: lines)
    }

    var parameters: CardBlock? {
        guard !card.parameters.isEmpty else { return nil }
        return CardBlock(
            "Parameters", lines: pairs(card.parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    }

    var notes: CardBlock? {
        guard !card.notes.isEmpty else { return nil }
        let lines = card.notes.flatMap { note in
            TextLayout.wrap(note, to: max(1, width - 2)).enumerated().map { index, line in
                StyledText((index == 0 ? theme.glyphs.bullet + " " : "  ") + line, style(.muted))
            }
        }
        return CardBlock("Notes", lines: lines)
    }

    /// Names and values; values that do not fit go on below.
    private func pairs(_ pairs: [(String, String)], labels: Role = .muted, values: Role = .text) -> [StyledText] {
        let column = min(width / 2, max(16, (pairs.map { TextWidth.of($0.0) }.max() ?? 0) + 2))
        return pairs.flatMap { label, value in
            TextLayout.wrap(value, to: max(1, width - column)).enumerated().map { index, line in
                var text = StyledText(
                    TextLayout.pad(index == 0 ? label : "", to: column - 1, ellipsis: theme.glyphs.ellipsis) + " ",
                    style(labels))
                text.append(line, style(values))
                return text
            }
        }
    }

    private func wrapped(_ text: String, _ role: Role) -> [StyledText] {
        text.isEmpty ? [] : TextLayout.wrap(text, to: max(1, width)).map { StyledText($0, style(role)) }
    }
}
