public import Registry
public import Scoring
public import Tabular

/// All that is chosen before a table is scored. The wizard edits one; the command line fills one from its options.
public struct ScoringPlan: Sendable, Hashable {
    /// Which columns of the table go along with the predictions.
    public enum Keep: Sendable, Hashable {
        case all, none
        case columns([String])

        /// The option's value on the command line.
        public var text: String {
            switch self {
            case .all: "all"
            case .none: "none"
            case .columns(let names): names.joined(separator: ",")
            }
        }
    }

    /// An output of the model and the column that it becomes; nil leaves it out.
    public struct Output: Sendable, Hashable {
        public var output: ModelOutput
        public var column: String?
    }

    public var model: ModelVersion
    public var table: OpenedTable
    public var bindings: [ColumnBinding]
    public var outputs: [Output]
    public var keep: Keep
    public var destination: Destination

    /// Proposes columns for the inputs and names for the outputs.
    /// - Parameter map: input → column, decided by the person.
    /// - Throws: a usage `Problem` when `map` names something that does not exist.
    public init(
        model: ModelVersion, table: OpenedTable, map: [String: String] = [:], keep: Keep = .all,
        destination: Destination
    ) throws(Problem) {
        self.model = model
        self.table = table
        self.keep = keep
        self.destination = destination
        bindings = try model.card.signature.bindings(to: table.schema, chosen: map)
        outputs = model.card.signature.outputs.map { output in
            Output(output: output, column: Self.freeName(for: output, card: model.card, schema: table.schema))
        }
    }

    /// `predicted_<target>` for the answer, `<output>` otherwise, made unlike every column of the table.
    private static func freeName(for output: ModelOutput, card: ModelCard, schema: Schema) -> String {
        let isAnswer = output.name == "label" || output.name == "prediction"
        var name = isAnswer && !card.target.isEmpty ? "predicted_" + card.target : output.name
        while schema[name] != nil { name = "predicted_" + name }
        return name
    }

    /// What keeps the plan from running: inputs without a fitting column, no outputs, unknown kept columns, names twice.
    public var problems: [Problem] {
        var found = bindings.filter { $0.fit == .missing || $0.fit == .wrong }.map { binding in
            Problem(
                "input '\(binding.label)' of \(model.id): \(binding.note)",
                hint: "Bind it with --map \(ShellWords.line([binding.label + "=COLUMN"])).")
        }
        if !outputs.contains(where: { $0.column != nil }) {
            found.append(Problem("no output is chosen", hint: "Keep at least one output of the model."))
        }
        if case .columns(let names) = keep {
            for name in names where table.schema[name] == nil {
                let near = EditDistance.nearest(to: name, among: table.schema.names)
                found.append(
                    Problem(
                        "the table has no column '\(name)' to keep",
                        hint: near.map { "Did you mean '\($0)'?" } ?? "Use --keep all or --keep none.", kind: .usage))
            }
        }
        let names = outputs.compactMap(\.column) + keptColumns.map(\.name)
        for name in Set(names).sorted() where names.filter({ $0.lowercased() == name.lowercased() }).count > 1 {
            found.append(Problem("two columns would be named '\(name)'", hint: "Rename the output."))
        }
        return found
    }

    public var keptColumns: [Column] {
        switch keep {
        case .all: table.schema.columns
        case .none: []
        case .columns(let names): names.compactMap { table.schema[$0] }
        }
    }

    /// The query whose answer is the scored table: predictions first, then the kept columns.
    public var sql: String {
        let call = "\(SQL.identifier(model.id))(\(bindings.map(\.sql).joined(separator: ", ")))"
        let answer = Self.answerName(avoiding: table.schema)
        let predictions = outputs.compactMap { output in
            output.column.map { "\(answer).\(SQL.identifier(output.output.name)) AS \(SQL.identifier($0))" }
        }
        let columns = predictions + keptColumns.map { SQL.identifier($0.name) }
        let relation = table.relation
        return "SELECT \(columns.joined(separator: ", "))\n"
            + "FROM (SELECT *, \(call) AS \(answer)\n"
            + "      FROM \(relation.source)\(relation.whereClause)\(relation.orderClause))"
    }

    /// A name for the struct of outputs that no column has.
    private static func answerName(avoiding schema: Schema) -> String {
        var name = "p"
        while schema[name] != nil { name += "_" }
        return name
    }

    /// The command line that does the same.
    public var command: String {
        var words =
            ["atelier", "score", "--model", model.id, "--data"] + table.location.arguments
            + table.location.reading.arguments
        words += ["--output", destination.name]
        if case .view = destination { words.append("--view") }
        switch destination {
        case .table(_, replace: true), .view(_, replace: true): words.append("--replace")
        default: break
        }
        for binding in bindings {
            guard let column = binding.column, column.name != binding.input.name else { continue }
            words += ["--map", "\(binding.label)=\(column.name)"]
        }
        if keep != .all { words += ["--keep", keep.text] }
        words += table.stepWords
        return ShellWords.line(words)
    }
}
