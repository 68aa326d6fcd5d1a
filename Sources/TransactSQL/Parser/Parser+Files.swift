extension Parser {
    /// `OPENROWSET(BULK 'path', NAME = value, …) WITH (…) AS r`
    mutating func openRowset() throws(Diagnostic) -> TableSource {
        let start = take().position
        try expect(sign: "(")
        guard accept("BULK") else {
            throw Diagnostic(
                "OPENROWSET without BULK is not supported", at: position,
                hint: "Write OPENROWSET(BULK 'path', FORMAT = 'PARQUET').", number: 40000)
        }
        let paths = try pathList()
        var options: [NamedOption] = []
        while accept(sign: ",") { options.append(try option()) }
        try expect(sign: ")")
        let columns = isAt("WITH") && peek().isSign("(") ? try fileColumns() : []
        return .openRowset(
            OpenRowset(paths: paths, options: options, columns: columns, position: start), try tableAlias())
    }

    /// One path or several in parentheses.
    mutating func pathList() throws(Diagnostic) -> [String] {
        guard accept(sign: "(") else { return [try string("a path in quotes")] }
        var paths = [try string("a path in quotes")]
        while accept(sign: ",") { paths.append(try string("a path in quotes")) }
        try expect(sign: ")")
        return paths
    }

    /// `WITH (name type COLLATE c 'path' | 1, …)`
    mutating func fileColumns() throws(Diagnostic) -> [FileColumn] {
        try expect("WITH")
        try expect(sign: "(")
        var columns: [FileColumn] = []
        repeat { columns.append(try fileColumn()) } while accept(sign: ",")
        try expect(sign: ")")
        return columns
    }

    mutating func fileColumn() throws(Diagnostic) -> FileColumn {
        let name = try nameOrString("the name of a column")
        var column = FileColumn(name: name, type: try typeName())
        if accept("COLLATE") { column.collation = try anyIdentifier() }
        if accept("NOT", "NULL") { column.isNotNull = true } else { _ = accept("NULL") }
        if case .string = current.kind {
            column.path = take().text
        } else if current.kind == .integer {
            column.ordinal = try integer()
        }
        if accept("AS", "JSON") { column.isJSON = true }
        if accept("NOT", "NULL") { column.isNotNull = true } else { _ = accept("NULL") }
        return column
    }

    /// `OPENJSON(document, 'path') WITH (…)`
    mutating func openJSON() throws(Diagnostic) -> TableSource {
        let start = take().position
        try expect(sign: "(")
        let document = try expression()
        let path = accept(sign: ",") ? try expression() : nil
        try expect(sign: ")")
        let columns = isAt("WITH") && peek().isSign("(") ? try fileColumns() : []
        return .openJSON(
            OpenJSON(document: document, path: path, columns: columns, position: start), try tableAlias())
    }

    /// `PREDICT(MODEL = …, DATA = t AS d, RUNTIME = ONNX) WITH (Score float) AS p`
    mutating func predict() throws(Diagnostic) -> TableSource {
        let start = take().position
        try expect(sign: "(")
        var model: Expression?
        var data: TableSource?
        var runtime: Identifier?
        var parameters: [NamedOption] = []
        repeat {
            let at = position
            let name = try anyIdentifier().name.uppercased()
            try expect(sign: "=")
            switch name {
            case "MODEL": model = try expression()
            case "DATA": data = try predictData()
            case "RUNTIME": runtime = try anyIdentifier()
            case "PARAMETERS": parameters.append(NamedOption(name: name, value: .text(try string()), position: at))
            default:
                throw Diagnostic(
                    "PREDICT has no argument \(name)", at: at, hint: "It takes MODEL, DATA and RUNTIME.", number: 102)
            }
        } while accept(sign: ",")
        try expect(sign: ")")
        guard let model, let data else {
            throw Diagnostic("PREDICT needs MODEL = … and DATA = …", at: start, number: 102)
        }
        guard isAt("WITH") else { throw unexpected(wanted: "WITH and the columns that the model gives") }
        let outputs = try fileColumns()
        return .predict(
            Predict(
                model: model, data: data, runtime: runtime, parameters: parameters, outputs: outputs, position: start),
            try tableAlias())
    }

    /// A table, view, common table, query or table function.
    private mutating func predictData() throws(Diagnostic) -> TableSource { try source() }

    /// `NAME = value`, or a bare word such as SINGLE_CLOB.
    mutating func option() throws(Diagnostic) -> NamedOption {
        let start = position
        let name = try anyIdentifier().name.uppercased()
        guard accept(sign: "=") else {
            if isAt(sign: "(") { return NamedOption(name: name, value: .list(try optionList()), position: start) }
            return NamedOption(name: name, value: .none, position: start)
        }
        return NamedOption(name: name, value: try optionValue(), position: start)
    }

    private mutating func optionValue() throws(Diagnostic) -> OptionValue {
        switch current.kind {
        case .string: return .text(take().text)
        case .integer, .decimal: return .number(take().text)
        case .binary: return .text("0x" + take().text)
        case .sign where current.text == "(": return .list(try optionList())
        case .sign where current.text == "-":
            take()
            return .number("-" + take().text)
        default:
            let word = try anyIdentifier().name
            // `DISTRIBUTION = HASH(x)`
            if isAt(sign: "(") { try skipParentheses() }
            return .word(word)
        }
    }

    /// `(A = 1, B = 'x')`
    mutating func optionList() throws(Diagnostic) -> [NamedOption] {
        try nested { (parser) throws(Diagnostic) in
            try parser.expect(sign: "(")
            var options: [NamedOption] = []
            repeat { options.append(try parser.option()) } while parser.accept(sign: ",")
            try parser.expect(sign: ")")
            return options
        }
    }
}
