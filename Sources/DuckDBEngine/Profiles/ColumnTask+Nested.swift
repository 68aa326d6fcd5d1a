import Profiling
import Tabular

extension ColumnTask {
    /// Lists, maps, structs and JSON documents: what every type has, and then what is inside.
    func nested(_ first: (ColumnProfile) -> Void) throws(Problem) -> ColumnProfile {
        var profile = try described()
        guard profile.values > 0 else { return profile }
        profile.awaitsMore = true
        first(profile)
        profile.nested = try summary()
        profile.awaitsMore = false
        return profile
    }

    private func summary() throws(Problem) -> NestedSummary? {
        let type = column.type.name
        if type == "JSON" { return try document() }
        if type.hasSuffix("]") {
            return try list(isScalar: !type.dropLast(2).hasSuffix(")") && !type.dropLast(2).hasSuffix("]"))
        }
        if type.hasPrefix("MAP") { return try map() }
        if type.hasPrefix("STRUCT") { return try structure() }
        return nil
    }

    private func lengths(_ length: String, where condition: String = "true") throws(Problem) -> NestedSummary {
        let row = try session.rows(
            """
            SELECT min(k), max(k), avg(k), count(*) FILTER (k = 0) FROM (
                SELECT \(length) AS k FROM (SELECT \(name) AS v FROM \(source.all)) WHERE \(condition))
            """)[0]
        return NestedSummary(
            shortest: row[0].flatMap { Int($0) }, longest: row[1].flatMap { Int($0) }, meanLength: row[2].number,
            empty: row[3].whole)
    }

    /// How often each of the values occurs that an expression over `v` unfolds.
    private func counts(_ unfolded: String, where condition: String = "true") throws(Problem) -> [TopValue] {
        try session.rows(
            """
            SELECT CAST(k AS VARCHAR), count(*) FROM (
                SELECT \(unfolded) AS k FROM (SELECT \(name) AS v FROM \(source.all)) WHERE \(condition))
            WHERE k IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20
            """
        ).map(TopValue.init(row:))
    }

    private func list(isScalar: Bool) throws(Problem) -> NestedSummary {
        var summary = try lengths("len(v)", where: "v IS NOT NULL")
        if isScalar { summary.elements = Array(try counts("unnest(v)").prefix(Self.topCount)) }
        return summary
    }

    private func map() throws(Problem) -> NestedSummary {
        var summary = try lengths("cardinality(v)", where: "v IS NOT NULL")
        summary.keys = try counts("unnest(map_keys(v))")
        return summary
    }

    /// A struct's fields with the rows where they are not NULL.
    private func structure() throws(Problem) -> NestedSummary {
        let described = try session.rows(
            "SELECT unnest(struct_keys(v)) FROM (SELECT \(name) AS v FROM \(source.all)) WHERE v IS NOT NULL LIMIT 100")
        var names: [String] = []
        for name in described.compactMap({ $0[0] }) where !names.contains(name) { names.append(name) }
        guard !names.isEmpty else { return NestedSummary() }
        let parts = names.map { "count(v[\(SQL.literal($0))])" }.joined(separator: ", ")
        let row = try session.rows("SELECT \(parts) FROM (SELECT \(name) AS v FROM \(source.all))")[0]
        return NestedSummary(keys: zip(names, row).map { TopValue(CellValue($0), count: $1.whole) })
    }

    private func document() throws(Problem) -> NestedSummary {
        var summary = try lengths("json_array_length(v)", where: "json_type(v) = 'ARRAY'")
        summary.kinds = try counts("json_type(v)")
        summary.keys = try counts("unnest(json_keys(v))", where: "json_type(v) = 'OBJECT'")
        return summary
    }
}
