import Tabular

extension Translator {
    func compare(
        _ left: Typed, _ comparison: ComparisonOperator, _ right: Typed, at position: Position
    ) throws(Diagnostic) -> String {
        let (a, b) = try comparable(left, right, at: position)
        return "(\(a) \(comparison.rawValue) \(b))"
    }

    /// SQL of two values that the engine compares as T-SQL would.
    func comparable(_ left: Typed, _ right: Typed, at position: Position) throws(Diagnostic) -> (String, String) {
        guard !left.isCondition, !right.isCondition else {
            throw Diagnostic("a condition cannot be compared", at: position, number: 4145)
        }
        if left.type.isText || right.type.isText, isTextLike(left), isTextLike(right) {
            let collation = try self.collation(of: left, right, at: position)
            return (key(left, collation), key(right, collation))
        }
        if left.type == .null || right.type == .null || left.type == .unknown || right.type == .unknown {
            return (left.sql, right.sql)
        }
        return (try operand(left, beside: right, at: position), try operand(right, beside: left, at: position))
    }

    private func isTextLike(_ value: Typed) -> Bool { value.type.isText || value.type == .null }

    /// A value as it is compared with another: the type of lower rank gives way.
    private func operand(_ value: Typed, beside other: Typed, at position: Position) throws(Diagnostic) -> String {
        if case .other = other.type { return value.sql }
        if case .other = value.type { return value.sql }
        if value.type == .bit {
            if other.type == .bit || other.literalInteger == 0 || other.literalInteger == 1 { return value.sql }
            return other.type.isNumeric ? "CAST(\(value.sql) AS TINYINT)" : value.sql
        }
        if other.type == .bit, value.literalInteger == 0 || value.literalInteger == 1 {
            return value.literalInteger == 1 ? "TRUE" : "FALSE"
        }
        if value.type.rank >= other.type.rank { return value.sql }
        let needsConversion =
            value.type.isText || value.type == .binary || other.type.isTemporal != value.type.isTemporal
        if needsConversion, other.type.rank > value.type.rank {
            return try convert(value, to: comparedType(value, other), at: position).sql
        }
        return value.sql
    }

    /// A string beside a decimal is read with as many places as it has.
    private func comparedType(_ value: Typed, _ other: Typed) -> DataType {
        if case .decimal = other.type, value.type.isText { return .decimal(precision: 38, scale: 10) }
        return other.type
    }

    /// What a string is compared by under a collation.
    func key(_ value: Typed, _ collation: Collation) -> String {
        if value.type == .null { return value.sql }
        if let text = value.literalText, let key = collation.literalKey(text) { return key }
        return collation.key(value.sql)
    }

    /// What a value is grouped, ordered and told apart by.
    func key(_ value: Typed) -> String {
        value.type.isText ? key(value, value.collation.collation ?? settings.collation) : value.sql
    }

    /// The collation by which two strings are compared.
    func collation(of left: Typed, _ right: Typed, at position: Position) throws(Diagnostic) -> Collation {
        switch (left.collation, right.collation) {
        case (.explicit(let a), .explicit(let b)):
            guard a == b else { throw conflict(a, b, at: position) }
            return a
        case (.explicit(let a), _), (_, .explicit(let a)): return a
        case (.column(let a), .column(let b)):
            guard a.ignoresCase == b.ignoresCase, a.ignoresAccents == b.ignoresAccents else {
                throw conflict(a, b, at: position)
            }
            return a
        case (.column(let a), _), (_, .column(let a)): return a
        default: return settings.collation
        }
    }

    private func conflict(_ a: Collation, _ b: Collation, at position: Position) -> Diagnostic {
        Diagnostic(
            "these strings have two collations, \(a.name) and \(b.name)", at: position,
            hint: "Say which one decides: … COLLATE \(b.name)", number: 468)
    }

    // MARK: IN, ANY, ALL

    func membership(
        _ value: Typed, _ items: [Expression], isNegated: Bool, at position: Position
    ) throws(Diagnostic) -> String {
        let values = try mapped(items) { (item) throws(Diagnostic) in try self.value(item) }
        var pairs: [(String, String)] = []
        for item in values { pairs.append(try comparable(value, item, at: position)) }
        let word = isNegated ? "NOT IN" : "IN"
        guard let left = pairs.first?.0, pairs.allSatisfy({ $0.0 == left }) else {
            let parts = pairs.map { "(\($0.0) \(isNegated ? "<>" : "=") \($0.1))" }
            return "(" + parts.joined(separator: isNegated ? " AND " : " OR ") + ")"
        }
        return "(\(left) \(word) (\(pairs.map(\.1).joined(separator: ", "))))"
    }

    func membership(
        _ value: Typed, _ query: Query, isNegated: Bool, at position: Position
    ) throws(Diagnostic) -> String {
        let (left, inner) = try keyed(value, query, at: position)
        return "(\(left) \(isNegated ? "NOT IN" : "IN") (\(inner)))"
    }

    func quantified(
        _ value: Typed, _ comparison: ComparisonOperator, isAll: Bool, _ query: Query, at position: Position
    ) throws(Diagnostic) -> String {
        let (left, inner) = try keyed(value, query, at: position)
        return "(\(left) \(comparison.rawValue) \(isAll ? "ALL" : "ANY") (\(inner)))"
    }

    /// A value and a subquery's column, both as they are compared.
    private func keyed(_ value: Typed, _ query: Query, at position: Position) throws(Diagnostic) -> (String, String) {
        let inner = try subquery(query)
        guard let columns = inner.columns else { return (value.sql, inner.sql) }
        guard columns.count == 1, let column = columns.first else {
            throw Diagnostic("this subquery has \(columns.count) columns and not one", at: query.position, number: 116)
        }
        let alias = freshAlias()
        let name = identifier(alias) + "." + identifier("x")
        let (left, right) = try comparable(value, Typed(name, column.type, collation: column.collation), at: position)
        if right == name { return (left, inner.sql) }
        return (left, "SELECT \(right) FROM (\(inner.sql)) AS \(identifier(alias))(\(identifier("x")))")
    }
}
