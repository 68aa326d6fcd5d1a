import Foundation
import Registry
import Scoring

/// Model versions as text for eyes.
enum ModelText {
    static func table(_ versions: [ModelVersion]) -> TextTable {
        TextTable(
            header: ["model", "version", "aliases", "task", "target", "metric", "framework", "created"],
            rows: versions.map { version in
                [
                    version.name, String(version.version), version.aliases.joined(separator: " "), version.card.task,
                    version.card.target, headline(version.card), version.card.framework, date(version.created),
                ]
            }, numeric: [1])
    }

    /// After training: the id and the metrics against the baseline.
    static func summary(_ version: ModelVersion) -> String {
        var lines = ["registered \(version.id) (\(version.card.task), target \(version.card.target))"]
        lines += metrics(version.card)
        lines += agreement(version.card)
        return lines.joined(separator: "\n")
    }

    static func details(_ version: ModelVersion) -> String {
        let card = version.card
        var lines = ["\(version.id)  \(date(version.created))  \(card.framework)"]
        if !version.aliases.isEmpty { lines.append("aliases: \(version.aliases.joined(separator: ", "))") }
        if !card.task.isEmpty { lines.append("task: \(card.task), target \(card.target)") }
        if let data = card.data {
            lines.append(
                "data: \(data.source), \(Figures.grouped(data.rows)) rows (\(Figures.grouped(data.trainingRows)) to learn from, \(Figures.grouped(data.testRows)) held out)"
            )
        }
        if let seconds = card.trainingSeconds { lines.append("seconds: \(String(format: "%.1f", seconds))") }
        lines += metrics(card) + agreement(card)
        lines.append("inputs:")
        lines += card.signature.inputs.map { "  \($0.name): \($0.element.rawValue) \($0.shape)" }
        lines.append("outputs:")
        lines += card.signature.outputs.map { "  \($0.name): \($0.element.rawValue) \($0.shape)" }
        if !card.parameters.isEmpty {
            lines.append(
                "parameters: "
                    + card.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
        }
        lines += card.notes.map { "note: \($0)" }
        lines.append("file: \(version.modelPath)")
        return lines.joined(separator: "\n")
    }

    private static func metrics(_ card: ModelCard) -> [String] {
        card.metrics.filter { !$0.key.hasPrefix("baseline.") }.sorted { $0.key < $1.key }.map { name, value in
            let baseline = card.metrics["baseline." + name].map { "  (baseline \(Figures.short($0)))" } ?? ""
            return "  \(name): \(Figures.short(value))\(baseline)"
        }
    }

    private static func agreement(_ card: ModelCard) -> [String] {
        guard let agreement = card.agreement else { return [] }
        let verdict = agreement.holds ? "agrees" : "DOES NOT AGREE"
        return [
            "  export \(verdict) with the trainer on \(Figures.grouped(agreement.rows)) rows: largest difference "
                + "\(String(format: "%.2g", agreement.largestDifference)), \(agreement.flippedLabels) labels flipped"
        ]
    }

    private static func headline(_ card: ModelCard) -> String {
        for name in ["auc", "accuracy", "rmse"] {
            if let value = card.metrics[name] { return "\(name) \(Figures.short(value))" }
        }
        return ""
    }

    private static func date(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false))
    }
}
