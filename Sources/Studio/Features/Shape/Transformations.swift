import Shaping
import Tabular

extension Picker {
    /// What can be done to a column, by its type; choosing one opens the step's text.
    static func transformations(of column: Column, in tab: TableTab) -> Picker {
        let items = Transformation.all(for: column, names: tab.fullSchema.names, order: tab.view.sort).map {
            Item(title: $0.title, note: $0.note, action: ShapeCommands.prompt($0.step))
        }
        return Picker(title: "Transform \(column.name)", placeholder: "what to do", items: items)
    }
}

/// A quick way to a step.
struct Transformation: Sendable, Hashable {
    var title: String
    var note = ""
    /// The step's text, ready to run or to be mended.
    var step: String

    /// - Parameter order: of the rows, for what goes from one to the next.
    static func all(for column: Column, names: [String], order: [SortKey] = []) -> [Transformation] {
        let maker = Maker(column: column, names: names, order: order)
        let own: [Transformation] =
            switch column.type.kind {
            case .text: maker.texts
            case .integer, .real, .decimal: maker.numbers
            case .date, .timestamp, .time: maker.times
            default: []
            }
        return own + maker.any
    }

    private struct Maker {
        let column: Column
        let names: [String]
        let order: [SortKey]

        private var name: String { Step.word(column.name) }
        private var value: String { SQL.identifier(column.name) }

        /// A step that adds a column of a name that is free.
        private func add(_ title: String, _ suffix: String, _ expression: String, note: String = "") -> Transformation {
            var new = column.name + "_" + suffix
            while names.contains(where: { $0.lowercased() == new.lowercased() }) { new += "_" }
            return Transformation(title: title, note: note, step: "add \(Step.word(new)) = \(expression)")
        }

        /// A step that puts other values in the column.
        private func change(_ title: String, _ expression: String, note: String = "in place") -> Transformation {
            Transformation(title: title, note: note, step: "add \(name) = \(expression)")
        }

        /// A window function over the rows that have a value; the others have no place among them.
        private func whereKnown(_ function: String, _ order: String) -> String {
            "CASE WHEN \(value) IS NOT NULL THEN \(function) OVER (PARTITION BY \(value) IS NULL ORDER BY \(order)) END"
        }

        var texts: [Transformation] {
            [
                add("Split: one part", "part", "split_part(\(value), ' ', 1)", note: "by a delimiter, from 1"),
                Transformation(
                    title: "Split: columns for the parts", note: "by a delimiter; here: 2",
                    step: "query SELECT *, "
                        + (1...2).map { part in
                            "split_part(\(value), ' ', \(part)) AS \(SQL.identifier("\(column.name)_\(part)"))"
                        }.joined(separator: ", ") + " FROM previous"),
                add("Split: a list of the parts", "parts", "string_split(\(value), ' ')", note: "by a delimiter"),
                add("Extract by a pattern", "match", "regexp_extract(\(value), '[0-9]+')", note: "regular expression"),
                change("Replace by a pattern", "regexp_replace(\(value), 'old', 'new', 'g')"),
                change("Trim blanks", "trim(\(value))"),
                change("Lower case", "lower(\(value))"),
                change("Upper case", "upper(\(value))"),
                add("Length", "length", "length(\(value))"),
                change("Empty text as missing", "nullif(trim(\(value)), '')"),
                add("Read as a date", "date", "try_strptime(\(value), '%d.%m.%Y')::DATE", note: "by a format"),
                Transformation(title: "Read as a number", note: "in place", step: "cast \(name) to DOUBLE"),
            ]
        }

        var numbers: [Transformation] {
            [
                add("Bins of equal width", "bin", "floor(\(value) / 10) * 10", note: "here: 10"),
                add("Bins of equal count", "quartile", whereKnown("ntile(4)", "\(value)"), note: "here: 4"),
                change("Round", "round(\(value), 1)"),
                add(
                    "Logarithm", "log", "CASE WHEN \(value) > 0 THEN ln(\(value)) END",
                    note: "missing where not above 0"),
                add("Standard score", "z", "(\(value) - avg(\(value)) OVER ()) / stddev_samp(\(value)) OVER ()"),
                add("Rank", "rank", whereKnown("rank()", "\(value) DESC")),
                add("Share of the total", "share", "\(value) / sum(\(value)) OVER ()"),
                change("Fill missing with the median", "coalesce(\(value), median(\(value)) OVER ())"),
                change("Fill missing with the mean", "coalesce(\(value), avg(\(value)) OVER ())"),
                change("Clip to a range", "least(greatest(\(value), 0), 100)"),
                change("A value that means missing", "nullif(\(value), -999)"),
            ]
        }

        var times: [Transformation] {
            let parts = column.type.kind == .time ? [] : ["year", "quarter", "month", "week", "day"]
            let fine = column.type.kind == .date ? [] : ["hour", "minute"]
            var found = (parts + fine).map { add("The \($0)", $0, "\($0)(\(value))") }
            guard column.type.kind != .time else { return found }
            found.append(add("The day of the week", "weekday", "dayname(\(value))", note: "its name"))
            found.append(add("Cut to the month", "month_start", "date_trunc('month', \(value))"))
            found.append(add("Age in days", "age_days", "date_diff('day', \(value)::DATE, current_date)"))
            return found
        }

        var any: [Transformation] {
            let fill = column.type.kind == .text ? "'unknown'" : "0"
            var found = [
                Transformation(title: "Rename", step: "rename \(name) to "),
                Transformation(title: "Change the type", note: column.type.name, step: "cast \(name) to "),
                Transformation(title: "Drop the column", step: "drop \(name)"),
                add("Whether it is missing", "is_missing", "\(value) IS NULL"),
            ]
            guard column.type.kind != .nested else { return found + neighbours }
            if !column.type.isTemporal {
                found.append(change("Fill missing with a value", "coalesce(\(value), \(fill))"))
            }
            found.append(
                change("Fill missing with the most frequent value", "coalesce(\(value), mode(\(value)) OVER ())"))
            return found + neighbours
        }

        /// Values of the rows around. A statement knows rows only by an order, so there has to be one.
        private var neighbours: [Transformation] {
            let keys = order.isEmpty ? names.filter { $0 != column.name }.prefix(1).map { SortKey($0) } : order
            guard let first = keys.first else { return [] }
            let sql = keys.map(\.sql).joined(separator: ", ")
            let note = "in the order of " + first.column
            return [
                change(
                    "Fill missing from the row above",
                    "coalesce(\(value), last_value(\(value) IGNORE NULLS) OVER (ORDER BY \(sql) "
                        + "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))", note: note),
                change(
                    "Fill missing from the row below",
                    "coalesce(\(value), first_value(\(value) IGNORE NULLS) OVER (ORDER BY \(sql) "
                        + "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING))", note: note),
            ]
        }
    }
}
