import Profiling
import Screen
import Tabular

/// Profiles of columns as a table for eyes.
enum ProfileText {
    static func table(_ profiles: [ColumnProfile]) -> TextTable {
        TextTable(
            header: [
                "column", "type", "nulls", "distinct", "min", "25%", "median", "75%", "max", "mean", "std", "shape",
            ],
            rows: profiles.map(row), numeric: [2, 3, 4, 5, 6, 7, 8, 9, 10])
    }

    private static func row(_ profile: ColumnProfile) -> [String] {
        let estimate = profile.distinctIsEstimate ? "≈" : ""
        let numbers = profile.column.type.isNumeric ? profile.numbers : nil
        let quartiles = numbers.map { $0.quartiles.map { ($0.isNaN ? "" : FigureText.number($0, digits: 5)) } } ?? []
        let mark = numbers?.quantilesAreEstimates == true ? "≈" : ""
        return [
            profile.column.name, profile.column.type.name, Figures.grouped(profile.nulls),
            profile.distinct.map { estimate + Figures.grouped($0) } ?? "",
            profile.minimum ?? "",
            quartiles.count == 3 ? mark + quartiles[0] : "", quartiles.count == 3 ? mark + quartiles[1] : "",
            quartiles.count == 3 ? mark + quartiles[2] : "",
            profile.maximum ?? "", numbers.map { FigureText.number($0.mean, digits: 5) } ?? "",
            numbers?.standardDeviation.map { FigureText.number($0, digits: 5) } ?? "", shape(profile),
        ]
    }

    /// What to know about the columns, a line each, worst first.
    static func warnings(_ warnings: [ProfileWarning], named: Bool) -> [String] {
        guard !warnings.isEmpty else { return [] }
        let sorted = warnings.enumerated().sorted {
            ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
        }
        return ["", "warnings"]
            + sorted.map { _, warning in
                let name = named ? Sanitizer.visible(warning.column.map { $0 + ": " } ?? "") : ""
                return "  \(warning.severity.name): \(name)\(Sanitizer.visible(warning.text))"
            }
    }

    /// A histogram as eight blocks high, or the most frequent values.
    private static func shape(_ profile: ColumnProfile) -> String {
        if let counts = profile.histogram?.counts, let most = counts.max(), most > 0 {
            let blocks = Array(" ▁▂▃▄▅▆▇█")
            return String(counts.map { $0 == 0 ? " " : blocks[1 + $0 * 7 / most] })
        }
        return profile.top.prefix(3).map { "\(FigureText.label($0.value)) \(Figures.grouped($0.count))" }.joined(
            separator: ", ")
    }
}
