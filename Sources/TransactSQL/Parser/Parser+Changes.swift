extension Parser {
    mutating func insert() throws(Diagnostic) -> Insert {
        try expect("INSERT")
        if isAt("TOP") { throw unsupported("INSERT TOP", hint: "Put TOP into the SELECT.") }
        _ = accept("INTO")
        let target = try objectName()
        _ = try skipTargetHints()
        var columns: [Identifier] = []
        if isAt(sign: "("), !["SELECT", "WITH"].contains(peek().keyword), !peek().isSign("(") {
            columns = try nameList()
        }
        if isAt("OUTPUT") { throw unsupported("OUTPUT", hint: "Read the rows with a SELECT afterwards.") }
        if accept("DEFAULT", "VALUES") { return Insert(target: target, columns: columns, source: .defaults) }
        if accept("VALUES") {
            return Insert(target: target, columns: columns, source: .values(try rowList()))
        }
        if accept("EXEC") || accept("EXECUTE") {
            if isAt(sign: "(") { throw unsupported("INSERT … EXEC (text)") }
            return Insert(target: target, columns: columns, source: .execute(try execution(result: nil)))
        }
        return Insert(target: target, columns: columns, source: .query(try query()))
    }

    /// Hints behind a target, `WITH (TABLOCK)`.
    private mutating func skipTargetHints() throws(Diagnostic) -> Bool {
        guard isAt("WITH"), peek().isSign("(") else { return false }
        take()
        try skipParentheses()
        return true
    }

    mutating func update() throws(Diagnostic) -> Update {
        try expect("UPDATE")
        let top = isAt("TOP") ? try top() : nil
        let target = try objectName()
        _ = try skipTargetHints()
        try expect("SET")
        let assignments = try assignments()
        if isAt("OUTPUT") { throw unsupported("OUTPUT") }
        let from = accept("FROM") ? try sources() : []
        let condition = accept("WHERE") ? try condition() : nil
        if accept("OPTION") { try skipParentheses() }
        return Update(target: target, top: top, assignments: assignments, from: from, condition: condition)
    }

    mutating func assignments() throws(Diagnostic) -> [Assignment] {
        var list: [Assignment] = []
        repeat {
            if current.isVariable { throw unsupported("SET @variable = in UPDATE") }
            var column = [try identifier("the name of a column")]
            while accept(sign: ".") { column.append(try anyIdentifier()) }
            let (operation, found) = assignmentOperator()
            guard found else { throw unexpected(wanted: "'='") }
            list.append(Assignment(column: column, operation: operation, value: try expression()))
        } while accept(sign: ",")
        return list
    }

    mutating func delete() throws(Diagnostic) -> Delete {
        try expect("DELETE")
        let top = isAt("TOP") ? try top() : nil
        _ = accept("FROM")
        let target = try objectName()
        _ = try skipTargetHints()
        if isAt("OUTPUT") { throw unsupported("OUTPUT") }
        let from = accept("FROM") ? try sources() : []
        let condition = accept("WHERE") ? try condition() : nil
        if accept("OPTION") { try skipParentheses() }
        return Delete(target: target, top: top, from: from, condition: condition)
    }

    mutating func merge() throws(Diagnostic) -> Merge {
        try expect("MERGE")
        if isAt("TOP") { throw unsupported("MERGE TOP") }
        _ = accept("INTO")
        let target = try objectName()
        _ = try skipTargetHints()
        let alias = isAt("USING") ? nil : try alias()
        try expect("USING")
        let source = try source()
        try expect("ON")
        let condition = try condition()
        var clauses: [Merge.Clause] = []
        while accept("WHEN") { clauses.append(try mergeClause()) }
        guard !clauses.isEmpty else { throw unexpected(wanted: "WHEN MATCHED or WHEN NOT MATCHED") }
        if isAt("OUTPUT") { throw unsupported("OUTPUT") }
        if accept("OPTION") { try skipParentheses() }
        return Merge(target: target, alias: alias, source: source, condition: condition, clauses: clauses)
    }

    private mutating func mergeClause() throws(Diagnostic) -> Merge.Clause {
        var match = Merge.Clause.Match.matched
        if accept("NOT") { match = .notMatched }
        try expect("MATCHED")
        if accept("BY") {
            if accept("SOURCE") { match = .notMatchedBySource } else { try expect("TARGET") }
        }
        let condition = accept("AND") ? try condition() : nil
        try expect("THEN")
        if accept("DELETE") { return Merge.Clause(match: match, condition: condition, action: .delete) }
        if accept("UPDATE") {
            try expect("SET")
            return Merge.Clause(match: match, condition: condition, action: .update(try assignments()))
        }
        try expect("INSERT")
        let columns = isAt(sign: "(") ? try nameList() : []
        try expect("VALUES")
        return Merge.Clause(match: match, condition: condition, action: .insert(columns, try argumentList()))
    }

    mutating func rename() throws(Diagnostic) -> Statement.Kind {
        take()
        take()
        if accept(sign: ":") || accept(sign: "::") { while accept(sign: ":") {} }
        let name = try objectName()
        try expect("TO")
        return .rename(name, to: try identifier())
    }

    mutating func copyInto() throws(Diagnostic) -> CopyInto {
        let start = take().position
        try expect("INTO")
        let target = try objectName()
        var columns: [CopyInto.Column] = []
        if accept(sign: "(") {
            repeat {
                var column = CopyInto.Column(name: try identifier())
                if accept("DEFAULT") { column.byDefault = try expression() }
                if current.kind == .integer { column.ordinal = try integer() }
                columns.append(column)
            } while accept(sign: ",")
            try expect(sign: ")")
        }
        try expect("FROM")
        var paths = [try string("a path in quotes")]
        while accept(sign: ",") { paths.append(try string("a path in quotes")) }
        let options = accept("WITH") ? try optionList() : []
        if accept("OPTION") { try skipParentheses() }
        return CopyInto(target: target, columns: columns, paths: paths, options: options, position: start)
    }
}
