import Tabular

extension Translator {
    /// An expression as a value.
    func value(_ expression: Expression) throws(Diagnostic) -> Typed {
        let result = try translated(expression)
        guard !result.isCondition else {
            throw Diagnostic(
                "a condition stands where a value is expected", at: expression.position,
                hint: "Write CASE WHEN … THEN 1 ELSE 0 END.", number: 4145)
        }
        return result
    }

    /// An expression as a condition.
    func condition(_ expression: Expression) throws(Diagnostic) -> String {
        let result = try translated(expression)
        guard result.isCondition else {
            throw Diagnostic(
                "a value stands where a condition is expected", at: expression.position,
                hint: result.type == .bit ? "Compare it: … = 1" : "Compare it with something.", number: 4145)
        }
        return result.sql
    }

    private func translated(_ expression: Expression) throws(Diagnostic) -> Typed {
        var result = try plain(expression)
        _ = try emit(result.sql, at: expression.position)
        if let groups = scope.groups, scope.aggregateDepth == 0, let output = groups.outputs[result.sql] {
            result.sql = output
        }
        return result
    }

    private func plain(_ expression: Expression) throws(Diagnostic) -> Typed {
        let position = expression.position
        switch expression.kind {
        case .literal(let literal): return try self.literal(literal, at: position)
        case .variable(let name): return try variable(name, at: position)
        case .column(let parts): return try column(parts, at: position)
        case .sign(let sign, let operand): return try signed(sign, try value(operand), at: position)
        case .arithmetic(let first, let links): return try arithmetic(first, links)
        case .comparison(let left, let comparison, let right):
            return .condition(try compare(try value(left), comparison, try value(right), at: position))
        case .and(let terms): return .condition(try joined(terms, by: " AND "))
        case .or(let terms): return .condition(try joined(terms, by: " OR "))
        case .not(let term): return .condition("(NOT \(try condition(term)))")
        case .isNull(let operand, let isNegated):
            return .condition("(\(try value(operand).sql) IS \(isNegated ? "NOT " : "")NULL)")
        case .call(let call): return try self.call(call, at: position)
        case .collate(let operand, let name): return try collated(try value(operand), name)
        case .fileMetadata(let call): return try fileMetadata(call, at: position)
        case .cast(let operand, let type, let isTry):
            var result = try convert(try value(operand), to: try DataType(type, in: .cast), isTry: isTry, at: position)
            // A number that is cast has the digits of its type, not those that it is written with.
            if result.type.isInteger { result.literal = nil }
            return result
        case .convert(let type, let operand, let style, let isTry):
            return try converted(operand, type, style: style, isTry: isTry, at: position)
        case .parse(let operand, let type, let culture, let isTry):
            return try parsed(operand, type, culture: culture, isTry: isTry, at: position)
        case .simpleCase(let operand, let branches, let otherwise):
            return try simpleCase(operand, branches, otherwise, at: position)
        case .searchedCase(let branches, let otherwise): return try searchedCase(branches, otherwise, at: position)
        case .byDefault:
            throw Diagnostic("DEFAULT stands only among the values of an INSERT", at: position, number: 156)
        case .nextValue: throw Diagnostic("sequences are not supported", at: position, number: 40000)
        case .atTimeZone(let operand, let zone):
            return try atTimeZone(try value(operand), try value(zone), at: position)
        default: return try predicate(expression)
        }
    }

    private func joined(_ terms: [Expression], by word: String) throws(Diagnostic) -> String {
        "(" + (try mapped(terms) { (term) throws(Diagnostic) in try self.condition(term) }).joined(separator: word)
            + ")"
    }

    /// Conditions beyond the simple comparison.
    private func predicate(_ expression: Expression) throws(Diagnostic) -> Typed {
        let position = expression.position
        switch expression.kind {
        case .between(let operand, let low, let high, let isNegated):
            let value = try value(operand)
            let above = try compare(value, .greaterOrEqual, try self.value(low), at: position)
            let below = try compare(value, .lessOrEqual, try self.value(high), at: position)
            return .condition(isNegated ? "(NOT (\(above) AND \(below)))" : "(\(above) AND \(below))")
        case .inList(let operand, let items, let isNegated):
            return .condition(try membership(try value(operand), items, isNegated: isNegated, at: position))
        case .inQuery(let operand, let query, let isNegated):
            return .condition(try membership(try value(operand), query, isNegated: isNegated, at: position))
        case .like(let operand, let pattern, let escape, let isNegated):
            let escapeText = try escape.map { (part) throws(Diagnostic) in try self.escapeCharacter(part) } ?? nil
            let sql = try like(try value(operand), try value(pattern), escape: escapeText, at: position)
            return .condition(isNegated ? "(NOT \(sql))" : sql)
        case .exists(let query): return .condition("EXISTS (\(try subquery(query).sql))")
        case .subquery(let query): return try scalar(query)
        case .quantified(let operand, let comparison, let isAll, let query):
            return .condition(try quantified(try value(operand), comparison, isAll: isAll, query, at: position))
        case .distinct(let left, let right, let isNegated):
            let (a, b) = try comparable(try value(left), try value(right), at: position)
            return .condition("(\(a) IS \(isNegated ? "NOT " : "")DISTINCT FROM \(b))")
        default: throw Diagnostic("this expression is not supported", at: position, number: 40000)
        }
    }

    /// A subquery that yields one value.
    private func scalar(_ query: Query) throws(Diagnostic) -> Typed {
        let inner = try subquery(query)
        guard inner.columns?.count ?? 1 == 1 else {
            throw Diagnostic(
                "a subquery that stands for a value has one column, and this has \(inner.columns?.count ?? 0)",
                at: query.position, number: 116)
        }
        let column = inner.columns?.first
        return Typed("(\(inner.sql))", column?.type ?? .unknown, collation: column?.collation ?? .byDefault)
    }

    // MARK: Literals

    private func literal(_ literal: Literal, at position: Position) throws(Diagnostic) -> Typed {
        switch literal {
        case .null: return Typed("NULL", .null, literal: literal)
        case .integer(let digits): return integerLiteral(digits)
        case .decimal(let text): return decimalLiteral(text)
        case .real(let text): return Typed(normalized(real: text), .float, literal: literal)
        case .money(let text):
            return Typed("CAST(\(text.isEmpty ? "0" : text) AS DECIMAL(19,4))", .money, literal: literal)
        case .string(let text, let isUnicode):
            let length = max(1, text.utf16.count)
            return Typed(SQL.literal(text), .text(TextType(isUnicode: isUnicode, length: length)), literal: literal)
        case .binary(let digits):
            let padded = digits.count % 2 == 0 ? digits : "0" + digits
            return Typed("unhex('\(padded)')", .binary, literal: literal)
        }
    }

    private func integerLiteral(_ digits: String) -> Typed {
        let trimmed = digits.drop { $0 == "0" }
        let text = trimmed.isEmpty ? "0" : String(trimmed)
        if let value = Int(text), value <= 2_147_483_647 {
            return Typed(text, .int, literal: .integer(text))
        }
        // As T-SQL has it: what does not fit an int is a decimal.
        let precision = min(38, text.count)
        return Typed(
            "CAST(\(text) AS DECIMAL(\(precision),0))", .decimal(precision: precision, scale: 0),
            literal: .integer(text))
    }

    private func decimalLiteral(_ text: String) -> Typed {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(parts[0].drop { $0 == "0" })
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        let scale = fraction.count
        let precision = max(1, whole.count + scale)
        let sql = (whole.isEmpty ? "0" : whole) + "." + (fraction.isEmpty ? "0" : fraction)
        let type = DataType.decimal(precision: min(38, precision), scale: min(38, scale))
        guard precision <= 38 else { return Typed("CAST(\(sql) AS DOUBLE)", .float) }
        return Typed(
            scale == 0 ? "CAST(\(whole.isEmpty ? "0" : whole) AS \(type.engineName))" : sql, type,
            literal: .decimal(text))
    }

    private func normalized(real text: String) -> String {
        var text = text
        if text.hasPrefix(".") { text = "0" + text }
        return "CAST(\(text.replacing(".e", with: ".0e").replacing(".E", with: ".0e")) AS DOUBLE)"
    }

    private func collated(_ operand: Typed, _ name: Identifier) throws(Diagnostic) -> Typed {
        guard operand.type.isText || operand.type == .unknown || operand.type == .null else {
            throw Diagnostic("COLLATE needs a string", at: name.position, number: 447)
        }
        var result = operand
        result.collation = .explicit(try collation(name))
        return result
    }

    /// A collation by its name.
    func collation(_ name: Identifier) throws(Diagnostic) -> Collation {
        if name.name.lowercased() == "database_default" { return settings.collation }
        guard let collation = Collation(name.name) else {
            throw Diagnostic(
                "there is no collation '\(name.name)'", at: name.position,
                hint: "For example Latin1_General_100_BIN2_UTF8 or Latin1_General_100_CI_AS_SC_UTF8.", number: 448)
        }
        return collation
    }

    // MARK: CASE

    func searchedCase(
        _ branches: [CaseBranch], _ otherwise: Expression?, at position: Position
    ) throws(Diagnostic) -> Typed {
        let conditions = try mapped(branches) { (branch) throws(Diagnostic) in try self.condition(branch.condition) }
        return try caseResult(conditions, branches.map(\.result), otherwise, at: position)
    }

    private func simpleCase(
        _ operand: Expression, _ branches: [CaseBranch], _ otherwise: Expression?, at position: Position
    ) throws(Diagnostic) -> Typed {
        let subject = try value(operand)
        let conditions = try mapped(branches) { (branch) throws(Diagnostic) in
            try self.compare(subject, .equal, try self.value(branch.condition), at: branch.condition.position)
        }
        return try caseResult(conditions, branches.map(\.result), otherwise, at: position)
    }

    private func caseResult(
        _ conditions: [String], _ results: [Expression], _ otherwise: Expression?, at position: Position
    ) throws(Diagnostic) -> Typed {
        var values = try mapped(results) { (result) throws(Diagnostic) in try self.value(result) }
        if let otherwise { values.append(try value(otherwise)) }
        let (unified, type) = try self.unified(values, at: position)
        var sql = "CASE"
        for (condition, result) in zip(conditions, unified) { sql += " WHEN \(condition) THEN \(result.sql)" }
        if otherwise != nil { sql += " ELSE \(unified[unified.count - 1].sql)" }
        return Typed(try emit(sql + " END", at: position), type, collation: merged(values))
    }

    /// Values brought to the type that they have in common.
    func unified(_ values: [Typed], at position: Position) throws(Diagnostic) -> ([Typed], DataType) {
        var type = DataType.null
        for value in values { type = DataType.common(type, value.type) }
        if values.contains(where: { $0.type == .unknown }) { return (values, .unknown) }
        let results = try mapped(values) { (value) throws(Diagnostic) in
            if value.type == type || value.type == .null || (value.type.isText && type.isText) { return value }
            return try self.convert(value, to: type, at: position)
        }
        return (results, type)
    }

    /// The collation that several values lead to.
    func merged(_ values: [Typed]) -> CollationSource {
        for value in values { if case .explicit = value.collation { return value.collation } }
        for value in values { if case .column = value.collation { return value.collation } }
        return .byDefault
    }
}
