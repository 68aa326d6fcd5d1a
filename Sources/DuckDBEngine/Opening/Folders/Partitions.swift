import Foundation
import Tabular

/// Columns that names of folders stand for: `year=2024/month=1/part.parquet`.
struct Partitions {
    /// The columns and their SQL types, in the order of the folders.
    private(set) var columns: [(name: String, type: String)] = []
    private(set) var notes: [String] = []
    /// What stands for a missing value.
    private static let missing = "__HIVE_DEFAULT_PARTITION__"

    init(_ paths: [String]) {
        let pairs = paths.map(Self.pairs)
        guard let first = pairs.first(where: { !$0.isEmpty }) else { return }
        let names = first.map(\.name)
        guard pairs.allSatisfy({ $0.map(\.name) == names }), Set(names).count == names.count else {
            let odd = zip(paths, pairs).first { $0.1.map(\.name) != names }?.0 ?? paths[0]
            notes.append("the folders' names (such as \(names[0])=…) are not read as columns: \(odd) lies in others")
            return
        }
        for (index, name) in names.enumerated() {
            columns.append((name, Self.type(of: Set(pairs.map { $0[index].value }))))
        }
        let example = first.map { "\($0.name)=\($0.value)" }.joined(separator: "/")
        let list =
            names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
        notes.append("\(list) \(names.count == 1 ? "comes" : "come") from the folders' names (\(example))")
    }

    /// What the engine has to be told.
    var options: [String] {
        if columns.isEmpty { return notes.isEmpty ? [] : ["hive_partitioning=false"] }
        let types = columns.map { "\(SQL.literal($0.name)): \($0.type)" }.joined(separator: ", ")
        return ["hive_partitioning=true", "hive_types={\(types)}"]
    }

    private static func pairs(_ path: String) -> [(name: String, value: String)] {
        path.split(separator: "/").dropLast().compactMap { folder in
            guard let mark = folder.firstIndex(of: "="), mark > folder.startIndex else { return nil }
            let value = String(folder[folder.index(after: mark)...])
            return (String(folder[..<mark]), value.removingPercentEncoding ?? value)
        }
    }

    /// A type that keeps every value as it is written: `007` stays text.
    private static func type(of values: Set<String>) -> String {
        let values = values.subtracting([missing, ""])
        if values.isEmpty { return "VARCHAR" }
        if values.allSatisfy({ value in Int64(value).map { String($0) == value } ?? false }) { return "BIGINT" }
        return values.allSatisfy(isDate) ? "DATE" : "VARCHAR"
    }

    private static func isDate(_ text: String) -> Bool {
        guard let match = text.wholeMatch(of: #/(\d{4})-(\d{2})-(\d{2})/#), let month = Int(match.2),
            let day = Int(match.3), let year = Int(match.1)
        else { return false }
        let long = [1, 3, 5, 7, 8, 10, 12].contains(month)
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = month == 2 ? (isLeap ? 29 : 28) : long ? 31 : 30
        return (1...12).contains(month) && (1...days).contains(day)
    }
}
