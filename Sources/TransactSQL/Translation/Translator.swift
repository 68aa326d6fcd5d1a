import Tabular

/// Translates statements into SQL of the engine. One is made for each statement; it is not shared.
final class Translator {
    let settings: TranslationSettings
    let known: KnownObjects
    /// Types of variables by name in lower case.
    var variables: [String: DataType]
    /// How variables are named in the engine: procedures have their own.
    var frame: String
    /// The line of scopes that expressions see.
    var scope = Scope(parent: nil)
    /// Common tables by name in lower case, innermost last.
    var commonTables: [[String: [SourceColumn]?]] = []
    /// FROM expressions whose columns are wanted and not known, with the names that the script has for them.
    private(set) var missing: [(relation: String, name: String, position: Position)] = []
    private var asked: Set<String> = []
    /// MODEL expressions whose models are wanted and not known.
    private(set) var missingModels: [(sql: String, position: Position)] = []
    /// Whether a model is chosen by a variable or a query: then another run of the statement may have another.
    var usesLateModel = false
    /// Within CREATE VIEW, whose text outlives the session.
    var isDefiningView = false
    /// Relations that do not exist yet but will when the statement runs.
    var pending: Set<String> = []
    /// Whether tables that do not exist are let pass, since the statement may never run.
    var isLenient = false
    /// Remarks for the person: hints that are ignored, and the like.
    private(set) var notes: [String] = []
    private var lambdaCount = 0
    private var emitted = 0
    /// Whether `r.filepath()` is asked of an alias, in lower case.
    var fileAliases: Set<String> = []
    var aliasCount = 0
    /// Common tables that something has referred to, in lower case.
    var usedCommonTables: Set<String> = []

    /// A statement that would grow beyond this is refused.
    static let largest = 8_000_000

    init(
        settings: TranslationSettings, known: KnownObjects, variables: [String: DataType] = [:], frame: String = ""
    ) {
        self.settings = settings
        self.known = known
        self.variables = variables
        self.frame = frame
    }

    func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }

    /// The columns of a relation; nil when they are not known (yet).
    func columns(of relation: String, name: String, at position: Position) throws(Diagnostic) -> [ResolvedColumn]? {
        if pending.contains(relation) { return nil }
        guard let answer = known.relations[relation] else {
            if asked.insert(relation).inserted { missing.append((relation, name, position)) }
            return nil
        }
        if answer == nil, !isLenient {
            throw Diagnostic("there is no table or view '\(name)'", at: position, number: 208)
        }
        return answer
    }

    func askForModel(_ sql: String, at position: Position) {
        if asked.insert("model " + sql).inserted { missingModels.append((sql, position)) }
    }

    // MARK: SQL

    /// Counts what is written, and refuses when it grows without measure.
    func emit(_ sql: String, at position: Position) throws(Diagnostic) -> String {
        emitted += sql.utf8.count
        guard emitted <= Self.largest else {
            throw Diagnostic("this statement becomes too large", at: position, hint: "Split it.", number: 191)
        }
        return sql
    }

    /// SQL that uses a value several times; a long one is written once.
    func bound(_ sql: String, _ build: (String) throws(Diagnostic) -> String) throws(Diagnostic) -> String {
        guard sql.utf8.count > 80 else { return try build(sql) }
        lambdaCount += 1
        let name = "v\(lambdaCount)"
        return "list_transform([\(sql)], lambda \(name): \(try build(name)))[1]"
    }

    /// A name for a subquery that the script has none for.
    func freshAlias() -> String {
        aliasCount += 1
        return "_\(aliasCount)"
    }

    func identifier(_ name: String) -> String { SQL.identifier(name) }

    // MARK: Variables

    /// The engine's variable that holds one of the script's.
    func engineVariable(_ name: String) -> String { SQL.identifier(frame + name.lowercased()) }

    func variable(_ name: String, at position: Position) throws(Diagnostic) -> Typed {
        if name.hasPrefix("@@") { return try systemVariable(name, at: position) }
        guard let type = variables[name.lowercased()] else {
            let near = EditDistance.nearest(to: name, among: Array(variables.keys))
            throw Diagnostic(
                "the variable \(name) is not declared", at: position,
                hint: near.map { "Did you mean \($0)?" } ?? "Declare it: DECLARE \(name) int = 1", number: 137)
        }
        return Typed("getvariable(\(SQL.literal(frame + name.lowercased())))", type)
    }

    private func systemVariable(_ name: String, at position: Position) throws(Diagnostic) -> Typed {
        switch name.uppercased() {
        case "@@ROWCOUNT", "@@TRANCOUNT", "@@ERROR", "@@FETCH_STATUS", "@@IDENTITY", "@@NESTLEVEL":
            return Typed("coalesce(getvariable(\(SQL.literal(name.lowercased()))), 0)", .int)
        case "@@SPID": return Typed("1", .smallint)
        case "@@VERSION":
            return Typed(
                "('Atelier: T-SQL in the manner of Azure Synapse Analytics, on DuckDB ' || version())",
                .nvarchar)
        case "@@SERVERNAME", "@@SERVICENAME": return Typed("'atelier'", .nvarchar)
        case "@@LANGUAGE": return Typed("'us_english'", .nvarchar)
        case "@@DATEFIRST": return Typed(String(settings.firstDayOfWeek), .tinyint)
        default:
            throw Diagnostic("\(name) is not supported", at: position, number: 40000)
        }
    }
}

/// Maps with errors of this module.
func mapped<T, R>(_ items: [T], _ change: (T) throws(Diagnostic) -> R) throws(Diagnostic) -> [R] {
    var results: [R] = []
    results.reserveCapacity(items.count)
    for item in items { results.append(try change(item)) }
    return results
}
