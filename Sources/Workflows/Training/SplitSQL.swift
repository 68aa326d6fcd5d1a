import Learning
import Tabular

/// Which part a row belongs to, as SQL: by a hash of its number and the seed, so the same seed gives the same split.
struct SplitSQL {
    let validation: Validation
    let seed: Int

    /// The number of parts: training, validation, test; or the folds.
    var partCount: Int {
        switch validation {
        case .holdout: 3
        case .kFold(let folds): folds
        }
    }

    /// An expression that gives a row's part. A holdout of share s keeps s for the test and s of the rest for validation.
    var partition: String {
        let number = "hash(row_number() OVER () + \(seed))"
        switch validation {
        case .kFold(let folds): return "CAST(\(number) % \(folds) AS INTEGER)"
        case .holdout(let share):
            let test = Int((1 - share) * 10_000)
            let training = Int((1 - share) * (1 - share) * 10_000)
            return "CASE WHEN \(number) % 10000 < \(training) THEN 0 WHEN \(number) % 10000 < \(test) THEN 1 ELSE 2 END"
        }
    }

    /// The number of rows of each part.
    func sizes(of relation: Relation, connection: any TableConnection) async throws -> [Int] {
        let page = try await connection.query(
            "SELECT part, count(*) FROM (SELECT \(partition) AS part FROM \(relation.source)\(relation.whereClause)) GROUP BY part",
            limit: partCount)
        var sizes = [Int](repeating: 0, count: partCount)
        for row in page.rows {
            if let part = row[0].text.flatMap({ Int($0) }), let count = row[1].text.flatMap({ Int($0) }) {
                sizes[part] = count
            }
        }
        return sizes
    }
}
