import Tabular

extension Step {
    /// The layers that do it row by row; nil when rows are made, moved or joined, which takes a query.
    /// - Parameter columns: the names that there are before the step, in order; nil when they are not known.
    func layers(columns: [String]?) -> [Relation.Layer]? {
        switch self {
        case .filter(let condition): [.filter(condition)]
        case .keep(let names): [.select(names)]
        case .drop(let names): columns.map { have in [.select(have.filter { !names.contains(caseInsensitive: $0) })] }
        case .rename(let from, let to): [.rename(from: from, to: to)]
        case .add(let name, let expression):
            columns?.contains(caseInsensitive: name) == true
                ? [.replace(name: name, expression: expression)] : [.add(name: name, expression: expression)]
        case .cast(let column, let type):
            [.replace(name: column, expression: "TRY_CAST(\(SQL.identifier(column)) AS \(type))")]
        case .sort, .group, .pivot, .unpivot, .join, .append, .sample, .distinct, .query: nil
        }
    }

    /// Whether the rows are other rows afterwards.
    public var isQuery: Bool {
        switch self {
        case .filter, .sort, .keep, .drop, .rename, .add, .cast: false
        case .group, .pivot, .unpivot, .join, .append, .sample, .distinct, .query: true
        }
    }

    /// Whether the columns are the same afterwards, whatever they are.
    public var keepsColumns: Bool {
        switch self {
        case .filter, .sort, .sample, .distinct: true
        default: false
        }
    }

    /// The query over a FROM expression.
    public func sql(from source: String, columns: [String]? = nil) -> String {
        let list = { (names: [String]) in names.map(SQL.identifier).joined(separator: ", ") }
        switch self {
        case .filter(let condition): return "SELECT * FROM \(source) WHERE \(condition)"
        case .sort(let keys): return "SELECT * FROM \(source) ORDER BY \(keys.map(\.sql).joined(separator: ", "))"
        case .keep(let names): return "SELECT \(list(names)) FROM \(source)"
        case .drop(let names): return "SELECT * EXCLUDE (\(list(names))) FROM \(source)"
        case .rename, .add, .cast:
            return layers(columns: columns)?.first?.sql(from: source) ?? "SELECT * FROM \(source)"
        case .group(let by, let measures):
            let what = (by.map(SQL.identifier) + measures.map(\.sql)).joined(separator: ", ")
            return "SELECT \(what) FROM \(source)" + (by.isEmpty ? "" : " GROUP BY \(list(by)) ORDER BY \(list(by))")
        case .pivot(let pivot):
            let rows = pivot.rows.isEmpty ? "" : " GROUP BY \(list(pivot.rows)) ORDER BY \(list(pivot.rows))"
            if let values = pivot.values {
                let name = SQL.identifier(pivot.column)
                // A letter before every value keeps a missing one apart from all texts.
                let text = "SELECT * REPLACE (coalesce('=' || CAST(\(name) AS VARCHAR), '') AS \(name)) FROM \(source)"
                let list = pivot.named(values).map {
                    "\(SQL.literal($0.value.map { "=" + $0 } ?? "")) AS \(SQL.identifier($0.name))"
                }.joined(separator: ", ")
                return "SELECT * FROM (PIVOT (\(text)) ON \(name) IN (\(list)) USING \(pivot.value)\(rows))"
            }
            return "PIVOT (SELECT * FROM \(source)) ON \(SQL.identifier(pivot.column)) USING \(pivot.value)\(rows)"
        case .unpivot(let columns, let name, let value):
            return "SELECT * FROM \(source) UNPIVOT INCLUDE NULLS (\(SQL.identifier(value)) "
                + "FOR \(SQL.identifier(name)) IN (\(list(columns))))"
        case .join(let join): return join.sql(from: source)
        case .append(let other):
            return "SELECT * FROM \(source) UNION ALL BY NAME SELECT * FROM \(other.sql) AS other"
        case .sample(let sample):
            let size =
                switch sample.size {
                case .rows(let count): "reservoir(\(count) ROWS)"
                case .percent(let share): "bernoulli(\(share)%)"
                }
            return "SELECT * FROM \(source) USING SAMPLE \(size) REPEATABLE (\(sample.seed))"
        case .distinct(let names): return Self.firstOfEach(names, source)
        case .query(let query): return "WITH previous AS (SELECT * FROM \(source))\n\(query)"
        }
    }
}

extension Step {
    /// The query as the source of another step: rows that a sort finds equal keep their order, since what comes after
    /// may take some rows and not others.
    public func sqlInside(from source: String, columns: [String]? = nil) -> String {
        guard case .sort(let keys) = self else { return sql(from: source, columns: columns) }
        let row = RowNumber.left
        return "SELECT * EXCLUDE (\(row)) FROM (SELECT *, row_number() OVER () AS \(row) FROM \(source)) "
            + "ORDER BY \((keys.map(\.sql) + [row]).joined(separator: ", "))"
    }

    /// One row for each different row, or for each combination of values: the first, in the order that they were in.
    /// The engine by itself takes any of them, in any order.
    private static func firstOfEach(_ names: [String], _ source: String) -> String {
        let row = RowNumber.left, numbered = "(SELECT *, row_number() OVER () AS \(row) FROM \(source))"
        guard !names.isEmpty else {
            return "SELECT * EXCLUDE (\(row)) FROM (SELECT * EXCLUDE (\(row)), min(\(row)) AS \(row) "
                + "FROM \(numbered) GROUP BY ALL) ORDER BY \(row)"
        }
        let list = names.map(SQL.identifier).joined(separator: ", ")
        return "SELECT * EXCLUDE (\(row)) FROM \(numbered) "
            + "QUALIFY row_number() OVER (PARTITION BY \(list) ORDER BY \(row)) = 1 ORDER BY \(row)"
    }
}

/// Names of columns that keep the order of rows while they are joined or told apart.
private enum RowNumber {
    static let left = "\"left row\"", right = "\"right row\""
}

extension Join {
    /// The joined table: all columns of the left, those of the right that are not keys of the same name. A name that
    /// both have is marked by the engine with `_1`. Rows stay in the order of the left; those of the right alone follow.
    func sql(from source: String) -> String {
        let left = "(SELECT *, row_number() OVER () AS \(RowNumber.left) FROM \(source)) AS l"
        let isHalf = kind == .semi || kind == .anti
        let right = "(SELECT *\(isHalf ? "" : ", row_number() OVER () AS \(RowNumber.right)") FROM \(other.sql)) AS r"
        let test = keys.map { "l.\(SQL.identifier($0.left)) = r.\(SQL.identifier($0.right))" }
            .joined(separator: " AND ")
        let same = keys.filter { $0.left.lowercased() == $0.right.lowercased() }
        let joined = "FROM \(left) \(kind.rawValue.uppercased()) JOIN \(right) ON \(test) "
        guard !isHalf else { return "SELECT l.* EXCLUDE (\(RowNumber.left)) \(joined)ORDER BY l.\(RowNumber.left)" }
        let hidden = [RowNumber.right] + same.map { SQL.identifier($0.right) }
        // Rows of the right alone have their keys there.
        let replaced = same.map {
            let name = SQL.identifier($0.left)
            return "coalesce(l.\(name), r.\(SQL.identifier($0.right))) AS \(name)"
        }
        let hasOthers = (kind == .right || kind == .full) && !replaced.isEmpty
        let mine =
            "l.* EXCLUDE (\(RowNumber.left))" + (hasOthers ? " REPLACE (\(replaced.joined(separator: ", ")))" : "")
        return "SELECT \(mine), r.* EXCLUDE (\(hidden.joined(separator: ", "))) \(joined)"
            + "ORDER BY l.\(RowNumber.left) NULLS LAST, r.\(RowNumber.right) NULLS LAST"
    }
}

extension [String] {
    func contains(caseInsensitive name: String) -> Bool {
        let name = name.lowercased()
        return contains { $0.lowercased() == name }
    }
}
