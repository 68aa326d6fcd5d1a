import Learning
import Scoring
import Tabular

/// The rows that a model learns from and is judged on, as matrices.
struct TrainingData: Sendable {
    var preparation: Preparation
    /// Class names in order; empty for regression.
    var classes: [String]
    /// Parts of the rows. Holdout: training, validation (early stopping), test. k-fold: one part per fold.
    var parts: [LabelledRows]
    /// Rows of the table, and those without a target among them.
    var rowCount: Int
    var rowsWithoutTarget: Int
    /// Rows whose target is known.
    var relation: Relation

    /// Reads a plan's rows: one pass for the sizes, one for the numbers.
    static func read(
        _ plan: TrainingPlan, connection: any WorkConnection, events: @escaping @Sendable (TrainingEvent) -> Void
    ) async throws -> TrainingData {
        var relation = plan.table.relation.unsorted
        let target = SQL.identifier(plan.target.name)
        let rowCount = try await connection.rowCount(of: relation)
        relation.filters.append(
            "\(target) IS NOT NULL" + (plan.target.type.kind == .real ? " AND isfinite(\(target))" : ""))
        let known = try await connection.rowCount(of: relation)
        let classes = try await classes(of: plan, relation: relation, connection: connection)
        let builder = PreparationBuilder(plan: plan, connection: connection, rows: relation)
        let preparation = try await builder.build()
        guard !preparation.columns.isEmpty else {
            throw Problem("none of the chosen features varies", hint: "Choose more features.")
        }
        let split = SplitSQL(validation: plan.validation, seed: plan.settings.seed)
        let label = labelSQL(plan: plan, classes: classes)
        let features = preparation.columns.flatMap(\.featureSQL)
        let query =
            "SELECT \((features + [label, split.partition]).joined(separator: ", "))"
            + " FROM \(relation.source)\(relation.whereClause)"
        let capacities = try await split.sizes(of: relation, connection: connection)
        events(.phase("reading \(known) rows"))
        let matrices = try await connection.matrices(
            query, capacities: capacities, precision: preparation.precision
        ) { events(.reading($0)) }
        let data = TrainingData(
            preparation: preparation, classes: classes,
            parts: matrices.map { LabelledRows(lastColumnOf: $0) }, rowCount: rowCount,
            rowsWithoutTarget: rowCount - known, relation: relation)
        try data.checkParts(validation: plan.validation)
        return data
    }

    /// The SQL expressions of the features and then the label's.
    static func labelSQL(plan: TrainingPlan, classes: [String]) -> String {
        let target = SQL.identifier(plan.target.name)
        guard plan.task != .regression else { return target }
        let members = classes.map(SQL.literal).joined(separator: ", ")
        return "list_position([\(members)], \(classSQL(plan))) - 1"
    }

    /// The name of a row's class. Negative zero is zero.
    private static func classSQL(_ plan: TrainingPlan) -> String {
        let target = SQL.identifier(plan.target.name)
        return "CAST(\(target)\(plan.target.type.kind == .real ? " + 0.0" : "") AS VARCHAR)"
    }

    private static func classes(
        of plan: TrainingPlan, relation: Relation, connection: any WorkConnection
    ) async throws -> [String] {
        guard plan.task != .regression else {
            guard plan.target.type.isNumeric || plan.target.type.kind == .boolean else {
                throw Problem(
                    "regression needs a number, but '\(plan.target.name)' is \(plan.target.type.name)",
                    hint: "Use --task binary or multiclass, or another target.", kind: .usage)
            }
            return []
        }
        let target = SQL.identifier(plan.target.name)
        let page = try await connection.query(
            "SELECT \(classSQL(plan)) FROM \(relation.source)\(relation.whereClause) GROUP BY 1 ORDER BY min(\(target))",
            limit: TrainingPlan.mostClasses + 1)
        let classes = page.rows.compactMap { $0[0].text }
        let name = plan.target.name
        switch (plan.task, classes.count) {
        case (_, ..<2):
            throw Problem(
                "the target '\(name)' has one class only (\(classes.first ?? "none"))",
                hint: "Choose a target with at least two classes.")
        case (_, (TrainingPlan.mostClasses + 1)...):
            throw Problem(
                "the target '\(name)' has more than \(TrainingPlan.mostClasses) classes",
                hint: "Use --task regression for a number, or another target.")
        case (.binary, 3...):
            throw Problem(
                "the target '\(name)' has \(classes.count) classes, and a binary model takes two",
                hint: "Use --task multiclass.", kind: .usage)
        default: return classes
        }
    }

    private func checkParts(validation: Validation) throws {
        for (index, part) in parts.enumerated() where part.labels.isEmpty {
            let role: String
            switch validation {
            case .holdout: role = ["training", "validation", "test"][index]
            case .kFold: role = "fold \(index + 1)"
            }
            throw Problem(
                "too few rows: none is left for \(role)", hint: "Use more rows, or another validation.")
        }
    }
}

extension LabelledRows {
    /// A matrix whose last column is the label.
    init(lastColumnOf matrix: NumericMatrix) {
        let count = matrix.columnCount - 1
        let labels = (0..<matrix.rowCount).map { Float(matrix[$0, count]) }
        self.init(features: matrix.prefix(columns: count), labels: labels)
    }
}
