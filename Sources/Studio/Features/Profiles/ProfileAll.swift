import Profiling
import Tabular

/// Describes columns, a few at a time, so that the first are seen soon; then the table as a whole.
struct ProfileAll: Work {
    var tab: Int
    /// The columns to describe, and the profiles that are there already.
    var columns: [Column]
    var known: [ColumnProfile]
    var relation: Relation

    /// Columns described in one pass.
    private static let batch = 16

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.withConnection(.load) { connection in
            var done = 0
            var all = known
            // The look at the table as a whole counts as one column more.
            let total = (columns.count + 1) * 100
            while done < columns.count {
                let some = Array(columns[done..<min(done + Self.batch, columns.count)])
                let before = done
                let profiles = try await connection.profiles(of: some, in: relation, bins: ProfileColumn.bins) {
                    progress in
                    let share = progress.total.map { Double(progress.done) / Double(max(1, $0)) } ?? 0
                    context.progress(
                        WorkProgress(done: Int((Double(before) + share * Double(some.count)) * 100), total: total))
                }
                for profile in profiles { context.send(.data(.profiled(tab, profile))) }
                all += profiles
                done += some.count
                context.progress(WorkProgress(done: done * 100, total: total))
            }
            let findings = try await connection.findings(about: all, in: relation)
            return .data(.look(.findings(tab, relation, findings)))
        }
    }
}
