import Profiling
import Tabular

extension Session {
    /// Relations with at most so many rows have all their distinct values counted, whatever the column.
    private static let alwaysCounted = 2_000_000
    private static let sampleRows = 20_000

    /// Figures of columns. The work is one pass per column over that column alone, which costs less than one pass
    /// over all: the engine counts distinct values of encoded columns at a fraction of the price of reading rows.
    func profiles(
        of columns: [Column], in relation: Relation, bins: Int, sample: Int? = nil,
        progress: (WorkProgress) -> Void = { _ in }, first: (ColumnProfile) -> Void = { _ in }
    ) throws(Problem) -> [ColumnProfile] {
        try check()
        let source = try ProfileSource(relation, columns: columns, sample: sample, session: self)
        var profiles: [ColumnProfile] = []
        var crowded: [Column] = []
        if sample == nil, try rowCount(of: relation.unsorted) > Self.alwaysCounted {
            crowded = try crowdedColumns(columns.filter { $0.isMeasured || $0.type.kind == .text }, source)
        }
        let basis: ColumnProfile.Basis = sample.map { .sample(rows: $0) } ?? .exact
        for column in columns {
            progress(WorkProgress(done: profiles.count, total: columns.count))
            let task = ColumnTask(column: column, source: source, bins: bins, basis: basis, session: self)
            profiles.append(
                try yielding { () throws(Problem) in
                    try task.profile(isCrowded: crowded.contains(column), first)
                })
        }
        progress(WorkProgress(done: columns.count, total: columns.count))
        if let sample, let rows = profiles.first?.rows, rows < sample {
            // There were no more rows: the figures are those of all.
            for index in profiles.indices { profiles[index].basis = .exact }
        }
        return profiles
    }

    /// Columns of which the first rows are nearly all different: counting their values would need much memory.
    private func crowdedColumns(_ columns: [Column], _ source: ProfileSource) throws(Problem) -> [Column] {
        guard !columns.isEmpty else { return [] }
        let parts = columns.map { column in
            let name = SQL.identifier(column.name)
            return "count(DISTINCT \(name)) > 0.5 * count(\(name)) AND count(\(name)) > 1000"
        }
        let row = try rows("SELECT \(parts.joined(separator: ", ")) FROM \(source.first(Self.sampleRows))").first ?? []
        return zip(columns, row).filter { $1 == "true" }.map(\.0)
    }
}

extension ColumnTask {
    /// The profile, by the way that suits the column's type and how many of its values differ.
    fileprivate func profile(isCrowded: Bool, _ first: (ColumnProfile) -> Void) throws(Problem) -> ColumnProfile {
        if column.isMeasured { return isCrowded ? try measured() : try counted() }
        switch column.type.kind {
        case .text: return isCrowded ? try measuredTexts(first) : try texts(first)
        case .nested: return try nested(first)
        default: return try described()
        }
    }
}

extension Column {
    /// Whether it has a mean and a histogram: numbers and times that can be read as doubles.
    var isMeasured: Bool {
        (type.isNumeric && type.name != "BIGNUM") || (type.isTemporal && type.name != "TIME WITH TIME ZONE")
    }

    /// Dates are read as days and told in seconds.
    var secondsPerUnit: Double { type.kind == .date ? 86_400 : 1 }
}

/// Where profiles read from: the relation itself, or a copy where every reading would start again from text.
final class ProfileSource {
    private let session: Session
    private let from: String
    private let copy: String?

    init(_ relation: Relation, columns: [Column], sample: Int?, session: Session) throws(Problem) {
        self.session = session
        let list = columns.isEmpty ? "1" : columns.map { SQL.identifier($0.name) }.joined(separator: ", ")
        var rows = "\(relation.source)\(relation.whereClause)"
        if let sample { rows = "(SELECT \(list) FROM \(rows) LIMIT \(sample))" }
        let isQuick =
            switch session.core.sources.layout(of: relation.base) {
            case .parquet, .table, .loaded, .copy: sample == nil
            case .file, .view, nil: false
            }
        guard !isQuick, columns.count > 1 else {
            from = rows
            copy = nil
            return
        }
        let name = "temp." + SQL.identifier("profile \(session.core.nextNumber())")
        _ = try session.run("CREATE TEMP TABLE \(name) AS SELECT \(list) FROM \(rows)")
        from = name
        copy = name
    }

    deinit {
        guard let copy else { return }
        session.afterwards { () throws(Problem) in _ = try session.run("DROP TABLE IF EXISTS " + copy) }
    }

    /// All rows, as what follows FROM.
    var all: String { from }

    /// The first rows.
    func first(_ count: Int) -> String { "(SELECT * FROM \(from) LIMIT \(count))" }
}
