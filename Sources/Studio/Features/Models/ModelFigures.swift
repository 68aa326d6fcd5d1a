import Foundation
import Learning
import Registry
import Screen

/// A model's figures in a few characters.
enum ModelFigures {
    /// The task's own metric: `AUC 0.812`; nil for models that were not measured.
    static func headline(_ card: ModelCard) -> String? {
        guard let metric = LearningTask(rawValue: card.task)?.defaultMetric, let value = card.metrics[metric.rawValue]
        else {
            return nil
        }
        return metric.label + " " + Ticks.short(value)
    }

    /// `2026-03-14`, where the person is.
    static func day(_ date: Date) -> String { date.formatted(style.year().month().day().dateSeparator(.dash)) }

    /// `2026-03-14 15:09`.
    static func minute(_ date: Date) -> String {
        day(date) + " " + date.formatted(style.time(includingFractionalSeconds: false)).prefix(5)
    }

    private static var style: Date.ISO8601FormatStyle { Date.ISO8601FormatStyle(timeZone: .current) }
}
