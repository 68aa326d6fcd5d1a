import Tabular

/// How the rows of a source are numbered by the engine itself, so that some of them can be fetched without reading
/// what comes before. Numbers count from 0 over the whole source.
enum RowAddress: Equatable {
    /// Virtual columns of Parquet files; row groups that hold none of the wanted rows are not read.
    case parquet(rows: [Int])
    /// The virtual column of tables.
    case rowID

    init?(_ layout: SourceLayout?) {
        switch layout {
        case .parquet(let rows): self = .parquet(rows: rows)
        case .table, .loaded: self = .rowID
        case .file, .copy, .view, nil: return nil
        }
    }

    /// The columns that an address is made of.
    var columns: [String] {
        switch self {
        case .rowID: ["rowid"]
        case .parquet(let rows): rows.count == 1 ? ["file_row_number"] : ["file_row_number", "file_index"]
        }
    }

    /// An expression that yields a row's number.
    var number: String {
        switch self {
        case .rowID: return "rowid"
        case .parquet(let rows):
            if rows.count == 1 { return "file_row_number" }
            return "(file_row_number + [" + Self.starts(rows).map(String.init).joined(separator: ", ")
                + "][CAST(file_index AS BIGINT) + 1])"
        }
    }

    /// A condition that selects a range of rows.
    func condition(_ range: Range<Int>) -> String {
        guard case .parquet(let rows) = self, rows.count > 1 else {
            return "\(number) BETWEEN \(range.lowerBound) AND \(range.upperBound - 1)"
        }
        let parts = zip(Self.starts(rows), rows).enumerated().compactMap { file, place -> String? in
            let (start, count) = place
            let low = max(range.lowerBound - start, 0)
            let high = min(range.upperBound - start, count) - 1
            guard low <= high else { return nil }
            return "(file_index = \(file) AND file_row_number BETWEEN \(low) AND \(high))"
        }
        return parts.isEmpty ? "false" : parts.joined(separator: " OR ")
    }

    /// A condition that selects some rows, in the form that reads least.
    func condition(_ numbers: [Int]) -> String {
        let list = { (numbers: [Int]) in numbers.map(String.init).joined(separator: ", ") }
        switch self {
        case .rowID: return "rowid IN (SELECT unnest([\(list(numbers))]))"
        case .parquet(let rows):
            if rows.count == 1 { return "file_row_number IN (\(list(numbers)))" }
            let starts = Self.starts(rows)
            let byFile = Dictionary(grouping: numbers) { number in (starts.firstIndex { $0 > number } ?? rows.count) - 1
            }
            let parts = byFile.sorted { $0.key < $1.key }.map { file, numbers in
                "(file_index = \(file) AND file_row_number IN (\(list(numbers.map { $0 - starts[file] }))))"
            }
            return parts.joined(separator: " OR ")
        }
    }

    /// The number of each file's first row.
    private static func starts(_ rows: [Int]) -> [Int] {
        var total = 0
        return rows.map { count in
            defer { total += count }
            return total
        }
    }
}
