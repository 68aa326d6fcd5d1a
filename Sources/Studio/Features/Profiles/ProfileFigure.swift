import Profiling
import Screen
import Tabular

/// A column of the profile of all columns: a figure, how it is shown, and what it sorts by.
enum ProfileFigure: String, Sendable, Hashable, CaseIterable {
    case name = "column"
    case type
    case distribution
    case warnings
    case nulls
    case distinct
    case minimum = "min"
    case low = "5 %"
    case median
    case mean
    case high = "95 %"
    case maximum = "max"
    case deviation = "sd"
    case skewness = "skew"
    case zeros
    case negatives = "negative"
    case lengths = "length"
    case frequent = "most frequent"

    var column: GridColumn {
        switch self {
        case .name: GridColumn(rawValue, role: .strong)
        case .type: GridColumn(rawValue, role: .headerType, width: 11)
        case .distribution: GridColumn(rawValue, role: .bar, width: 16)
        case .warnings: GridColumn("warnings", role: .warning, width: 16)
        case .nulls: GridColumn(rawValue, alignment: .right, role: .number, width: 7)
        case .distinct: GridColumn(rawValue, alignment: .right, role: .number, width: 10)
        case .frequent: GridColumn(rawValue, role: .textValue, width: 28)
        case .lengths: GridColumn(rawValue, alignment: .right, role: .number, width: 9)
        default: GridColumn(rawValue, alignment: .right, role: .number)
        }
    }

    /// Ends of text columns may be long: their beginnings tell enough here.
    private func short(_ text: String?) -> String { TextLayout.truncate(text ?? "", to: 20) }

    func text(_ profile: ColumnProfile, _ warnings: [ProfileWarning]) -> String {
        let figures = ProfileFigures(profile)
        switch self {
        case .name: return profile.column.name
        case .type: return TypeLabel.short(profile.column.type)
        case .distribution: return figures.sparkline(width: 16)
        case .warnings: return warnings.map(\.title).joined(separator: ", ")
        case .nulls: return profile.nulls == 0 ? "0" : Count.percent(profile.nulls, of: profile.rows)
        case .distinct: return figures.distinct ?? ""
        case .minimum: return short(figures.low)
        case .maximum: return short(figures.high)
        case .median: return figures.median ?? ""
        case .low: return figures.text(profile.numbers?.quantiles.p5)
        case .high: return figures.text(profile.numbers?.quantiles.p95)
        case .mean: return figures.mean ?? ""
        case .deviation: return figures.deviation ?? ""
        case .skewness: return profile.numbers?.skewness.map { FigureText.number($0, digits: 3) } ?? ""
        case .zeros: return count(profile.numbers?.zeros, profile)
        case .negatives: return count(profile.numbers?.negatives, profile)
        case .lengths: return profile.text.map { "\($0.shortest) to \($0.longest)" } ?? ""
        case .frequent:
            return profile.top.first.map {
                ($0.value.text ?? "NULL") + "  " + Count.percent($0.count, of: profile.rows)
            }
                ?? ""
        }
    }

    private func count(_ count: Int?, _ profile: ColumnProfile) -> String {
        count.map { $0 == 0 ? "0" : Count.percent($0, of: profile.rows) } ?? ""
    }

    /// What sorts columns by this figure; nil comes last.
    func key(_ profile: ColumnProfile?, _ warnings: [ProfileWarning], position: Int) -> Double? {
        guard let profile else { return nil }
        let numbers = profile.column.type.isNumeric ? profile.numbers : nil
        switch self {
        case .name, .type, .distribution: return Double(position)
        case .warnings:
            return warnings.isEmpty ? nil : Double(warnings.reduce(0) { $0 + 1 << (8 * $1.severity.rawValue) })
        case .nulls: return Double(profile.nulls)
        case .distinct: return profile.distinct.map(Double.init)
        case .minimum: return numbers?.minimum
        case .maximum: return numbers?.maximum
        case .median: return numbers?.quantiles.p50
        case .low: return numbers?.quantiles.p5
        case .high: return numbers?.quantiles.p95
        case .mean: return numbers?.mean
        case .deviation: return numbers?.standardDeviation
        case .skewness: return numbers?.skewness
        case .zeros: return numbers?.zeros.map(Double.init)
        case .negatives: return numbers?.negatives.map(Double.init)
        case .lengths: return profile.text.map { Double($0.longest) }
        case .frequent: return profile.top.first.map { Double($0.count) }
        }
    }
}
