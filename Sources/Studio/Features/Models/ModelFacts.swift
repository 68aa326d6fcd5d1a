import Registry
import Scoring
import Screen

/// A label with what there is to say about it; an empty label belongs to the fact before.
struct Fact: Sendable, Hashable {
    var label: String
    var text: String
    var role = Role.text

    init(_ label: String, _ text: String, _ role: Role = .text) {
        self.label = label
        self.text = text
        self.role = role
    }
}

/// Facts one under another, the texts wrapped beside their labels.
struct Facts: Widget {
    var facts: [Fact]
    /// Lines that are scrolled out of sight above.
    var top = 0

    init(_ facts: [Fact], top: Int = 0) {
        self.facts = facts
        self.top = top
    }

    private var labelWidth: Int { min(14, facts.map { TextWidth.of($0.label) }.max() ?? 0) + 2 }

    private func lines(_ width: Int) -> [Fact] {
        facts.flatMap { fact in
            TextLayout.wrap(fact.text, to: max(1, width - labelWidth)).enumerated().map {
                Fact($0 == 0 ? fact.label : "", $1, fact.role)
            }
        }
    }

    func lineCount(width: Int) -> Int { lines(width - 1).count }

    func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        var room = rect
        _ = room.cut(right: 1)
        let lines = lines(room.width)
        let start = max(0, min(top, lines.count - rect.height))
        for (y, line) in lines.dropFirst(start).prefix(rect.height).enumerated() {
            var place = room.row(y)
            frame.line(line.label, in: place.cut(left: labelWidth), theme[.muted].withoutBackground)
            frame.line(line.text, in: place, theme[line.role].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        }
        frame.draw(ScrollBar(first: start, room: rect.height, count: lines.count), in: rect, theme)
    }
}

/// What there is to say about a model version in a few lines; `ModelCardView` says all of it.
enum ModelFacts {
    /// What one wants to know before scoring with it.
    static func brief(_ version: ModelVersion) -> [Fact] {
        head(version) + metrics(version.card) + signature(version.card.signature) + notes(version.card)
    }

    private static func head(_ version: ModelVersion) -> [Fact] {
        let card = version.card
        var facts = [Fact("Model", version.id, .title)]
        if !version.aliases.isEmpty {
            facts.append(Fact("Aliases", version.aliases.map { "@" + $0 }.joined(separator: " "), .accent))
        }
        if !card.target.isEmpty {
            facts.append(Fact("Predicts", card.task.isEmpty ? card.target : "\(card.target) (\(card.task))"))
        }
        facts.append(
            Fact(
                "Made",
                ([ModelFigures.minute(version.created)] + [card.framework].filter { !$0.isEmpty }).joined(
                    separator: ", ")))
        return facts
    }

    private static func metrics(_ card: ModelCard) -> [Fact] {
        group(
            "Metrics",
            card.scores.map { score in
                let baseline = score.baseline.map { ", a constant gets " + MetricText.value($0) } ?? ""
                return (
                    score.label + " " + MetricText.value(score.value) + baseline,
                    score.isBetter == false ? .warning : .number
                )
            })
    }

    private static func signature(_ signature: ModelSignature) -> [Fact] {
        let inputs = signature.inputs.map { input in
            let columns = input.width > 1 ? " of \(input.width) columns" : ""
            return ("\(input.name)  \(input.element.rawValue)\(columns)\(input.meaning.remark)", Role.text)
        }
        let outputs = signature.outputs.map { output in
            let labels = output.labels.isEmpty ? "" : " of " + output.labels.joined(separator: ", ")
            return ("\(output.name)  \(output.element.rawValue)\(labels)", Role.prediction)
        }
        return group("Inputs", inputs) + group("Outputs", outputs)
    }

    private static func notes(_ card: ModelCard) -> [Fact] { group("Notes", card.notes.map { ($0, .text) }) }

    private static func group(_ label: String, _ texts: [(String, Role)]) -> [Fact] {
        texts.enumerated().map { Fact($0 == 0 ? label : "", $1.0, $1.1) }
    }
}

extension InputMeaning {
    fileprivate var remark: String {
        switch self {
        case .value: ""
        case .days: ", a date"
        case .microseconds: ", a timestamp"
        }
    }
}
