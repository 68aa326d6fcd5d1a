import Learning
import Profiling
import Scoring
import Tabular

/// Looks at the data to decide how the chosen columns become features.
struct PreparationBuilder {
    let plan: TrainingPlan
    let connection: any WorkConnection
    /// Rows whose target is known.
    let rows: Relation

    /// The preparation, with the categories of every text column and the parts of dates that vary.
    func build() async throws -> Preparation {
        var columns: [PreparedColumn] = []
        for feature in plan.usedFeatures {
            var prepared = PreparedColumn(column: feature.column, parts: feature.parts)
            if feature.parts == [.category] { prepared.categories = try await categories(of: feature.column) }
            if feature.column.type.isTemporal { prepared.parts = try await varyingParts(of: prepared) }
            if !prepared.parts.isEmpty { columns.append(prepared) }
        }
        return Preparation(columns: columns, precision: try await precision(of: columns))
    }

    /// All values of a text column, the most frequent first.
    private func categories(of column: Column) async throws -> [String] {
        let name = SQL.identifier(column.name)
        let page = try await connection.query(
            "SELECT \(name) AS value FROM \(rows.source)\(rows.whereClause) GROUP BY 1 HAVING \(name) IS NOT NULL "
                + "ORDER BY count(*) DESC, \(name)", limit: .max)
        return page.rows.compactMap { $0[0].text }
    }

    private func varyingParts(of column: PreparedColumn) async throws -> [FeaturePart] {
        let tests = column.featureSQL.map { "min(\($0)) <> max(\($0))" }.joined(separator: ", ")
        let page = try await connection.query("SELECT \(tests) FROM \(rows.source)\(rows.whereClause)", limit: 1)
        guard let row = page.rows.first else { return [] }
        return zip(column.parts, row).filter { $0.1.text == "true" }.map(\.0)
    }

    /// Double when 32-bit floats would make different numbers equal: integers beyond 2^24, or finely spaced reals.
    private func precision(of columns: [PreparedColumn]) async throws -> NumericMatrix.Precision {
        let numbers = columns.filter { $0.column.type.isNumeric }
        let wide = numbers.map { column in
            let name = SQL.identifier(column.column.name)
            // Integers that floats skip; reals beyond the largest float.
            return column.column.type.kind == .integer
                ? "max(abs(CAST(\(name) AS DOUBLE))) > 16777216"
                : "bool_or(isfinite(CAST(\(name) AS DOUBLE)) AND abs(CAST(\(name) AS DOUBLE)) > 3.4028234e38)"
        }
        if try await anyHolds(wide, from: rows.source + rows.whereClause) { return .double }
        let fine = numbers.filter { $0.column.type.kind != .integer }.map { column in
            let name = SQL.identifier(column.column.name)
            return "count(DISTINCT TRY_CAST(\(name) AS FLOAT)) < 0.99 * count(DISTINCT \(name))"
        }
        // How finely a column is spaced shows in its first rows.
        let sample = "(SELECT * FROM \(rows.source)\(rows.whereClause) LIMIT 200000)"
        return try await anyHolds(fine, from: sample) ? .double : .float
    }

    private func anyHolds(_ tests: [String], from source: String) async throws -> Bool {
        guard !tests.isEmpty else { return false }
        let page = try await connection.query("SELECT \(tests.joined(separator: ", ")) FROM \(source)", limit: 1)
        return page.rows.first?.contains { $0.text == "true" } ?? false
    }
}
