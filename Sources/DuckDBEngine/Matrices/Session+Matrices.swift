import Tabular

extension Session {
    /// Streams a query of numbers into matrices; the last column says which one a row belongs to.
    func matrices(
        _ query: String, capacities: [Int], precision: NumericMatrix.Precision,
        progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws(Problem) -> [NumericMatrix] {
        let answer = try stream(query)
        let columns = answer.columns
        for (column, type) in zip(columns.dropLast(), answer.types) where !type.isReadableAsNumber {
            throw Problem(
                "the column \(column.name) is \(column.type.name), which is no number",
                hint: "Leave it out, or turn it into numbers.", kind: .usage)
        }
        guard let last = answer.types.last, last.isReadableAsNumber else {
            throw Problem("the query must end with the number of the partition", kind: .usage)
        }
        let matrices = capacities.map {
            NumericMatrix(columnCount: columns.count - 1, capacity: $0, precision: precision)
        }
        let total = capacities.reduce(0, +)
        var done = 0
        while let chunk = try answer.next() {
            switch precision {
            case .float: try MatrixFill<Float>(chunk: chunk).run(into: matrices)
            case .double: try MatrixFill<Double>(chunk: chunk).run(into: matrices)
            }
            done += chunk.count
            progress(WorkProgress(done: min(done, total), total: total))
        }
        return matrices
    }
}
