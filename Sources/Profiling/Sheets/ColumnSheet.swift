public import Tabular

/// A figure with its name, as text.
public struct Figure: Sendable, Hashable, Codable {
    public var name: String
    /// With `≈` before it where it is an estimate.
    public var value: String
    /// Of all rows, where that says something.
    public var share: String?
    /// Whether the value is a number that stands under other numbers, their points in line.
    public var isNumber: Bool

    public init(_ name: String, _ value: String, share: String? = nil, isNumber: Bool = false) {
        self.name = name
        self.value = value
        self.share = share
        self.isNumber = isNumber
    }
}

/// All figures of a column in the order in which people ask for them, in groups: what panes and the command line show.
public struct ColumnSheet: Sendable {
    public let profile: ColumnProfile

    public init(_ profile: ColumnProfile) { self.profile = profile }

    /// Groups of figures that belong together; none is empty.
    public var groups: [[Figure]] {
        [basics, truth, quantiles, moments, marks, lengths, looks, calendar, contents].filter { !$0.isEmpty }
    }

    private func part(_ name: String, _ count: Int, of whole: Int? = nil) -> Figure {
        let share = count > 0 ? FigureText.share(count, of: whole ?? profile.rows) : nil
        return Figure(name, FigureText.count(count), share: share)
    }

    private var basics: [Figure] {
        var all = [Figure("rows", FigureText.count(profile.rows)), part("nulls", profile.nulls)]
        if let distinct = profile.distinct {
            let mark = profile.distinctIsEstimate ? "≈" : ""
            all.append(Figure("distinct", mark + FigureText.count(distinct)))
        }
        if let once = profile.once, once > 0, profile.values > 1 { all.append(part("seen once", once)) }
        if profile.numbers == nil {
            if let minimum = profile.minimum, profile.trues == nil { all.append(Figure("first", minimum)) }
            if let maximum = profile.maximum, profile.trues == nil { all.append(Figure("last", maximum)) }
        }
        return all
    }

    private var truth: [Figure] {
        guard let trues = profile.trues else { return [] }
        return [
            part("true", trues, of: profile.values), part("false", profile.values - trues, of: profile.values),
        ]
    }

    /// An end of the range: numbers like all others, everything else (and what no double holds exactly) as it is.
    private func end(_ text: String?, _ number: Double) -> String {
        let isTold =
            profile.column.type.isNumeric ? abs(number) < 9e15 : number == number.rounded() && abs(number) < 1e13
        return isTold ? FigureText.value(number, of: profile.column) : text ?? ""
    }

    private var quantiles: [Figure] {
        guard let numbers = profile.numbers else { return [] }
        let mark = numbers.quantilesAreEstimates ? "≈" : ""
        let names = ["1 %", "5 %", "25 %", "median", "75 %", "95 %", "99 %"]
        let inner = zip(names, numbers.quantiles.all).map { name, value in
            number(name, mark + FigureText.value(value, of: profile.column))
        }
        return [number("min", end(profile.minimum, numbers.minimum))] + inner
            + [number("max", end(profile.maximum, numbers.maximum))]
    }

    private func number(_ name: String, _ text: String) -> Figure {
        Figure(name, text, isNumber: profile.column.type.isNumeric)
    }

    private var moments: [Figure] {
        guard let numbers = profile.numbers else { return [] }
        let isTime = profile.column.type.isTemporal
        var all = [number("mean", FigureText.value(numbers.mean, of: profile.column))]
        if let deviation = numbers.standardDeviation {
            all.append(number("std dev", isTime ? FigureText.duration(deviation) : FigureText.number(deviation)))
        }
        guard !isTime else { return all }
        if let skewness = numbers.skewness { all.append(number("skewness", FigureText.number(skewness, digits: 3))) }
        if let kurtosis = numbers.kurtosis { all.append(number("kurtosis", FigureText.number(kurtosis, digits: 3))) }
        return all
    }

    private var marks: [Figure] {
        var all: [Figure] = []
        if let zeros = profile.numbers?.zeros, let negatives = profile.numbers?.negatives {
            all += [part("zeros", zeros), part("negative", negatives)]
        }
        if profile.infinities > 0 { all.append(part("infinite", profile.infinities)) }
        if profile.nans > 0 { all.append(part("NaN", profile.nans)) }
        return all
    }

    private var lengths: [Figure] {
        guard let text = profile.text else { return [] }
        var all = [
            Figure("shortest", characters(text.shortest)), Figure("longest", characters(text.longest)),
            Figure("mean length", FigureText.number(text.meanLength, digits: 3)),
        ]
        if text.empty > 0 { all.append(part("empty", text.empty)) }
        if text.blank > 0 { all.append(part("only space", text.blank)) }
        if text.padded > 0 { all.append(part("space around", text.padded)) }
        return all
    }

    private func characters(_ count: Int) -> String { "\(FigureText.count(count)) char\(count == 1 ? "" : "s")" }

    private var looks: [Figure] {
        guard let content = profile.text?.content else { return [] }
        let mark = content.basis == .exact ? "" : "≈"
        var all: [Figure] = []
        func add(_ name: String, _ count: Int) {
            guard count > 0 else { return }
            let share = mark + FigureText.share(count, of: content.values)
            // Counts of a sample are not the column's.
            all.append(
                content.basis == .exact ? Figure(name, FigureText.count(count), share: share) : Figure(name, share))
        }
        add("like numbers", content.numbers)
        add("like dates", content.dates)
        if content.patternCount > 0 { all.append(Figure("patterns", mark + FigureText.count(content.patternCount))) }
        return all
    }

    private var calendar: [Figure] {
        guard let times = profile.times else { return [] }
        var all = [Figure("span", FigureText.duration(times.span))]
        if let gap = times.largestGap { all.append(Figure("longest gap", FigureText.duration(gap.seconds))) }
        if let gap = times.largestGap {
            all.append(Figure("gap after", FigureText.value(gap.from, of: profile.column)))
        }
        if let days = times.days { all.append(part("days empty", days.missing, of: days.all)) }
        if let months = times.months, months.all > 1 {
            all.append(part("months empty", months.missing, of: months.all))
        }
        if times.future > 0 { all.append(part("in the future", times.future)) }
        return all
    }

    private var contents: [Figure] {
        guard let nested = profile.nested else { return [] }
        var all: [Figure] = []
        if let shortest = nested.shortest, let longest = nested.longest {
            all += [Figure("shortest", elements(shortest)), Figure("longest", elements(longest))]
            if let mean = nested.meanLength { all.append(Figure("mean length", FigureText.number(mean, digits: 3))) }
            all.append(part("no elements", nested.empty))
        }
        if !nested.keys.isEmpty {
            all.append(Figure("keys", FigureText.count(nested.keys.count) + (nested.keys.count == 20 ? "+" : "")))
        }
        return all
    }

    private func elements(_ count: Int) -> String { "\(FigureText.count(count)) element\(count == 1 ? "" : "s")" }
}
