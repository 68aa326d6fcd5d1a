import Tabular

/// A function of T-SQL: how it is called, what it means, and how it is written in the engine's SQL.
public struct FunctionDefinition: Sendable {
    public enum Category: String, Sendable, CaseIterable {
        case text, date, number, logic, json, aggregate, window, system
    }

    public var name: String
    /// How it is called, for example `LEFT(string, count)`.
    public var signature: String
    /// One sentence without a full stop.
    public var meaning: String
    public var category: Category
    /// How many arguments it takes, a date part not counted.
    var count: ClosedRange<Int>
    /// Throws nothing but a `Diagnostic`; closures do not infer that by themselves.
    private var build: @Sendable (Call) throws -> Typed

    init(
        _ name: String, _ arguments: String, _ meaning: String, _ category: Category, _ count: ClosedRange<Int>,
        _ build: @escaping @Sendable (Call) throws -> Typed
    ) {
        self.name = name
        signature = "\(name)(\(arguments))"
        self.meaning = meaning
        self.category = category
        self.count = count
        self.build = build
    }

    func translated(_ call: Call) throws(Diagnostic) -> Typed {
        do {
            return try build(call)
        } catch {
            throw (error as? Diagnostic) ?? Diagnostic(String(describing: error), at: call.position)
        }
    }
}

/// All functions, for editors and for the translation.
public enum FunctionTable {
    /// Every function, by name.
    public static let all: [FunctionDefinition] =
        (strings + moreStrings + dates + moreDates + numbers + logic + json
        + aggregates + windows + system).sorted { $0.name < $1.name }

    static let byName: [String: FunctionDefinition] = Dictionary(
        all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Functions that SQL has elsewhere: written with special words, so that the parser knows them.
    public static let special: [(signature: String, meaning: String)] = [
        ("CAST(expression AS type)", "the value in another type"),
        ("TRY_CAST(expression AS type)", "the value in another type, NULL where that fails"),
        ("CONVERT(type, expression, style)", "the value in another type, dates and numbers in a style"),
        ("TRY_CONVERT(type, expression, style)", "the same, NULL where that fails"),
        ("PARSE(text AS type USING culture)", "a number or date read from a text"),
        ("TRY_PARSE(text AS type USING culture)", "the same, NULL where that fails"),
        ("OPENROWSET(BULK path, FORMAT = format)", "the rows of files"),
        ("OPENJSON(json, path) WITH (column type path)", "the rows of a JSON document"),
        ("STRING_SPLIT(string, separator, enable_ordinal)", "a row for each part of a string"),
        ("GENERATE_SERIES(start, stop, step)", "a row for each number"),
        ("PREDICT(MODEL = model, DATA = table AS d, RUNTIME = ONNX) WITH (column type)", "rows scored by a model"),
    ]
}

/// A call of a function while it is translated.
struct Call {
    let translator: Translator
    let call: FunctionCall
    let arguments: [Typed]
    let position: Position
    /// ` OVER (…)`, or nothing.
    let over: String

    var count: Int { arguments.count }
    subscript(_ index: Int) -> Typed { arguments[index] }

    /// SQL of an argument as a string.
    func text(_ index: Int) throws(Diagnostic) -> String { try translator.text(arguments[index], at: position).sql }

    /// SQL of an argument in a type.
    func sql(_ index: Int, as type: DataType) throws(Diagnostic) -> String {
        let value = arguments[index]
        if value.type == type || value.type == .unknown { return value.sql }
        if type.isInteger, value.type.isInteger, value.type != .bit { return value.sql }
        if type == .float, value.type.isNumeric, value.type != .bit { return "CAST(\(value.sql) AS DOUBLE)" }
        return try translator.convert(value, to: type, at: position).sql
    }

    func int(_ index: Int) throws(Diagnostic) -> String { try sql(index, as: .int) }
    func float(_ index: Int) throws(Diagnostic) -> String { try sql(index, as: .float) }

    /// The type that a string function of the first argument gives.
    var textType: DataType {
        if case .text(let type) = arguments.first?.type { return .text(TextType(isUnicode: type.isUnicode)) }
        return .varchar
    }

    func refused(_ message: String, hint: String = "") -> Diagnostic {
        Diagnostic(message, at: position, hint: hint, number: 40000)
    }

    /// A string with the collation of the arguments.
    func string(_ sql: String, _ type: DataType? = nil) -> Typed {
        Typed(sql, type ?? textType, collation: translator.merged(arguments))
    }

    /// The collation that searches in the arguments follow.
    func collation() throws(Diagnostic) -> Collation {
        guard count > 1 else { return arguments[0].collation.collation ?? translator.settings.collation }
        return try translator.collation(of: arguments[0], arguments[1], at: position)
    }
}

extension Translator {
    /// A call of a function.
    func call(_ call: FunctionCall, at position: Position) throws(Diagnostic) -> Typed {
        let schema = call.name.schema?.lowercased()
        guard schema == nil || schema == "sys" || schema == "dbo", let function = FunctionTable.byName[call.key] else {
            throw unknownFunction(call, at: position)
        }
        let isAggregate = function.category == .aggregate && call.window == nil
        if isAggregate { scope.aggregateDepth += 1 }
        let keepsArguments = call.key == "GROUPING" || call.key == "GROUPING_ID" || call.key == "IIF"
        let arguments =
            keepsArguments
            ? [] : try mapped(call.arguments) { (argument) throws(Diagnostic) in try self.value(argument) }
        let given = keepsArguments ? call.arguments.count : arguments.count
        guard function.count.contains(given) || (call.isStar && call.key.hasPrefix("COUNT")) else {
            throw Diagnostic(
                "\(call.key) takes \(function.count.lowerBound == function.count.upperBound ? "\(function.count.lowerBound)" : "\(function.count.lowerBound) to \(function.count.upperBound == 1000 ? "any number of" : "\(function.count.upperBound)")") arguments, not \(given)",
                at: position, hint: "Write \(function.signature).", number: 174)
        }
        if function.category == .window, call.window == nil {
            throw Diagnostic(
                "\(call.key) needs an OVER clause", at: position, hint: "For example OVER (ORDER BY x).", number: 10753)
        }
        if call.window != nil, function.category != .window, function.category != .aggregate {
            throw Diagnostic("\(call.key) takes no OVER clause", at: position, number: 4113)
        }
        let window = try call.window.map { (window) throws(Diagnostic) in " OVER \(try self.window(window))" } ?? ""
        let result = try function.translated(
            Call(translator: self, call: call, arguments: arguments, position: position, over: window))
        if isAggregate { scope.aggregateDepth -= 1 }
        return result
    }

    private func unknownFunction(_ call: FunctionCall, at position: Position) -> Diagnostic {
        let near = EditDistance.nearest(to: call.name.object, among: FunctionTable.all.map(\.name))
        return Diagnostic(
            "the function \(call.name.label) is not supported", at: position,
            hint: near.map { "Did you mean \($0)?" } ?? "Docs/tsql.md lists the functions.", number: 195)
    }
}
