import Scoring
import Tabular
import Workflows

extension ScoreWizard {
    mutating func reduceReview(_ action: ScoreAction) -> [Effect] {
        switch action {
        case .previewed(let plan, let page):
            if plan == review.of { review.preview = .rows(page) }
        case .previewFailed(let plan, let problem):
            if plan == review.of { review.preview = .failed(Message(problem)) }
        case .copySQL: return plan.map { [.action(.copy($0.statement, what: "the SQL"))] } ?? []
        case .copyCommand: return plan.map { [.action(.copy($0.command, what: "the command line"))] } ?? []
        default: break
        }
        return []
    }

    /// Shows the review; ten rows are scored unless they were for the same choices.
    mutating func enterReview() -> [Effect] {
        guard let plan else { return [] }
        step = .review
        (review.top, review.left) = (0, 0)
        if plan == review.of, case .rows = review.preview { return [] }
        review.of = plan
        review.preview = .running
        return [.start("score.preview", PreviewScore(plan: plan))]
    }

    /// Values that are converted on their way into the model, a sentence each.
    var conversions: [String] {
        (choice?.bindings ?? []).filter { $0.fit == .converted }.map { binding in
            let column = binding.column?.name ?? ""
            return (column == binding.label ? column : "\(column) → \(binding.label)") + ": " + binding.note
        }
    }
}

extension ScoringPlan {
    /// The statement that makes the result: the query, and where it goes.
    var statement: String {
        switch destination {
        case .table(let name, let replace):
            "CREATE \(replace ? "OR REPLACE " : "")TABLE \(SQL.identifier(name)) AS\n\(sql)"
        case .view(let name, let replace):
            "CREATE \(replace ? "OR REPLACE " : "")VIEW \(SQL.identifier(name)) AS\n\(sql)"
        case .parquet(let path): "COPY (\n\(sql)\n) TO \(SQL.literal(path)) (FORMAT parquet)"
        case .csv(let path): "COPY (\n\(sql)\n) TO \(SQL.literal(path)) (FORMAT csv, HEADER)"
        case .json(let path): "COPY (\n\(sql)\n) TO \(SQL.literal(path)) (FORMAT json)"
        case .markdown(let path): "\(sql)\n-- as a Markdown table in \(path)"
        case .excel(let path): "COPY (\n\(sql)\n) TO \(SQL.literal(path)) (FORMAT xlsx, HEADER)"
        }
    }
}
