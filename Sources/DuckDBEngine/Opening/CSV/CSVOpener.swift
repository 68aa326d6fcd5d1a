import Foundation
import Tabular

/// Opens delimited text: the dialect is found here, column types by checking values, and lines that do not fit are told.
struct CSVOpener {
    let session: Session
    /// Files up to this many bytes are checked whole when they are opened; others by their first rows until loaded.
    static let wholeFileLimit = 4 << 20
    private static let sampleRows = 1000
    static let sampledNote = "column types were told from the first rows; loading checks all of them"
    /// What is compressed may expand to anything: so many rows are looked at.
    private static let compressedRows = 50_000

    static func size(of path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    }

    /// The bytes of a table's files, when it is made of files.
    static func size(ofAll table: OpenedTable) -> Int? {
        guard table.fingerprint.hasPrefix("files:") else { return nil }
        return Int(table.fingerprint.split(separator: ":")[2])
    }

    /// - Parameters:
    ///   - whole: whether to check every line, whatever the size.
    ///   - previous: the columns as their first rows let them seem: what has changed is told.
    func open(
        _ files: FileList, as location: SourceLocation, whole: Bool = false, after previous: Schema? = nil
    ) throws(Problem) -> OpenedTable {
        var plan = try CSVPlanning(session: session).plan(files, options: location.reading)
        let watch = plan.head.compression == nil ? nil : ArchiveWatch(files.paths)
        defer { watch?.cancel() }
        let unchecked = plan
        var isWhole: Bool
        do throws(Problem) {
            isWhole = try check(&plan, whole: whole)
        } catch  where error.kind != .interrupted {
            // The engine takes one kind of line end at a time.
            guard !plan.isRewritten, plan.head.compression == nil else { throw Self.problem(error, plan) }
            plan = try CSVPlanning(session: session).plan(files, options: location.reading, rewriting: true)
            do throws(Problem) {
                isWhole = try check(&plan, whole: whole)
            } catch  where error.kind != .interrupted { throw Self.problem(error, plan) }
        }
        if isWhole, plan.head.compression == nil, let long = try LongLine.find(in: plan.files, session) {
            guard long.bytes <= LongLine.most else { throw long.problem }
            // What does not fit was told of a smaller buffer.
            plan = plan.isRewritten ? plan : unchecked
            plan.hasLongLines = true
            isWhole = try check(&plan, whole: true)
        }
        let strict = isWhole ? nil : CSVStrictLoad(plan)
        if !isWhole { plan.notes.append(Self.sampledNote) }
        if isWhole, let note = watch?.end().note { plan.notes.insert(note, at: 0) }
        if let previous, isWhole { try CSVWidening(session: session).note(in: &plan, after: previous) }
        let source = plan.source
        var absolute = plan
        if !plan.isRewritten { absolute.files = files.absolutePaths }
        session.core.sources.add(
            source, files: SourceFiles(list: files, isSampled: !isWhole, strict: strict),
            absolute: absolute.source)
        return OpenedTable(
            location: location, format: .csv, relation: Relation(source: source), schema: plan.schema,
            rowCount: isWhole ? plan.rows : nil, needsLoading: true, notes: plan.notes,
            reading: plan.reading(isComplete: isWhole), rejects: plan.rejects.table.map { Relation(source: $0) })
    }

    /// Finds out the types. Returns whether all rows were looked at.
    private func check(_ plan: inout CSVPlan, whole: Bool) throws(Problem) -> Bool {
        let size = plan.files.reduce(0) { $0 + Self.size(of: $1) }
        let check = CSVCheck(session: session)
        if whole {
            if size > Self.wholeFileLimit {
                // Columns that are text at the beginning need no further check.
                var probe = plan
                try check.run(&probe, rows: Self.sampleRows)
                if probe.dialect.names == plan.dialect.names { plan.classes = probe.classes }
            }
            return try check.run(&plan, rows: nil)
        }
        if plan.head.compression != nil { return try check.run(&plan, rows: Self.compressedRows) }
        return try check.run(&plan, rows: size <= Self.wholeFileLimit ? nil : Self.sampleRows)
    }

    private static func problem(_ error: Problem, _ plan: CSVPlan) -> Problem {
        Problem(
            "cannot read \(plan.named[0]) as delimited text", detail: error.detail,
            hint: "Check the line that the detail names.")
    }
}

/// Tells which columns turned out to be something else than their first rows let them seem, and why.
struct CSVWidening {
    let session: Session

    func note(in plan: inout CSVPlan, after previous: Schema) throws(Problem) {
        for (position, column) in plan.schema.columns.enumerated() {
            guard let before = previous[column.name], before.type != column.type else { continue }
            let change = "\(column.name) is \(column.type.name), not \(before.type.name) as its first rows are"
            guard let first = try firstBreak(of: before.type.name, position, in: plan) else {
                plan.notes.append(change)
                continue
            }
            plan.notes.append("\(change): \(first)")
        }
    }

    /// The place of the first value that is not of a type.
    private func firstBreak(of type: String, _ position: Int, in plan: CSVPlan) throws(Problem) -> String? {
        let v = SQL.identifier(plan.dialect.names[position])
        let allowed = (0..<18).map { ValueClasses(rawValue: 1 << $0) }
            .filter { $0.isSubset(of: .nothing) || $0.sqlType == type || ($0 == .integer && type == "DOUBLE") }
        let mask = allowed.reduce(0) { $0 | $1.rawValue }
        let kind = ValueClasses.classify(v, expected: [])
        let found = try session.rows(
            """
            SELECT n, v FROM (SELECT row_number() OVER () - 1 AS n, \(v) AS v, \(kind) AS kind
                FROM (SELECT * FROM \(plan.textSource(rejects: nil)))) WHERE kind & ~\(mask) <> 0 LIMIT 1
            """)
        guard let row = found.first, let number = row[0].flatMap({ Int($0) }) else { return nil }
        let value = (row[1] ?? "").prefix(40)
        guard plan.files.count == 1, plan.head.compression == nil else { return "row \(number + 1) holds \(value)" }
        let lost = try lostLines(plan)
        guard let line = CSVLines(path: plan.files[0], dialect: plan.dialect).line(ofRow: number, lost: lost) else {
            return "row \(number + 1) holds \(value)"
        }
        return "line \(line) holds \(value)"
    }

    private func lostLines(_ plan: CSVPlan) throws(Problem) -> Set<Int> {
        guard let table = plan.rejects.table else { return [] }
        return Set(try session.rows("SELECT line FROM \(table) WHERE lost").compactMap { $0[0].flatMap { Int($0) } })
    }
}
