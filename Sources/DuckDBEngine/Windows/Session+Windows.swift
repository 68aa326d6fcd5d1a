import Tabular

/// Windows of relations, from whatever reads least.
extension Session {
    /// Up to this row, a sorted or filtered window is found by reading; beyond it, an index is made first.
    private static let indexFrom = 1000

    func page(of relation: Relation, rows: Range<Int>, columns: [String]?) throws(Problem) -> TablePage {
        guard !rows.isEmpty else {
            return TablePage(columns: try selected(columns, of: relation), firstRow: rows.lowerBound, rows: [])
        }
        let address = RowAddress(core.sources.layout(of: relation.base))
        let list = Self.list(columns, relation, address)
        if relation.hasAllRows && relation.sort.isEmpty { return try window(list, relation, rows) }
        if let index = try index(of: relation, for: rows, address) {
            return try page(of: relation, index: index, rows: rows, list: list, address: address)
        }
        let order = Self.order(relation.sort, address)
        let sql = "SELECT \(list) FROM \(Self.numbered(relation, address))\(relation.whereClause)\(order)"
        return try answer("\(sql) LIMIT \(rows.count) OFFSET \(rows.lowerBound)", firstRow: rows.lowerBound)
    }

    /// The columns themselves, for a window without rows.
    private func selected(_ names: [String]?, of relation: Relation) throws(Problem) -> [Column] {
        let schema = try schema(of: "SELECT * FROM " + relation.source)
        return names.map { $0.compactMap { schema[$0] } } ?? schema.columns
    }

    /// The index of a relation that needs one for these rows. Without row numbers, only an index keeps equal rows in
    /// one order from page to page.
    private func index(
        of relation: Relation, for rows: Range<Int>, _ address: RowAddress?
    ) throws(Problem) -> RowIndex? {
        if let index = core.indexes.index(of: relation) { return index }
        let isNeeded = rows.upperBound > Self.indexFrom || (address == nil && !relation.sort.isEmpty)
        return isNeeded ? try makeIndex(of: relation) : nil
    }

    /// The relation's rows with the columns of their address, so that some of them can be picked.
    static func numbered(_ relation: Relation, _ address: RowAddress?) -> String {
        relation.source(carrying: address?.columns ?? [])
    }

    /// The columns of a window, without those of the address that layers carry.
    private static func list(_ columns: [String]?, _ relation: Relation, _ address: RowAddress?) -> String {
        if let columns { return columns.isEmpty ? "NULL" : columns.map(SQL.identifier).joined(separator: ", ") }
        guard let address, !relation.layers.isEmpty else { return "*" }
        return "* EXCLUDE (\(address.columns.joined(separator: ", ")))"
    }

    private func window(_ list: String, _ relation: Relation, _ rows: Range<Int>) throws(Problem) -> TablePage {
        let layout = core.sources.layout(of: relation.base)
        let address = RowAddress(layout)
        let sql = "SELECT \(list) FROM \(Self.numbered(relation, address))"
        switch layout {
        case .parquet, .loaded:
            let condition = address?.condition(rows) ?? "true"
            return try answer("\(sql) WHERE \(condition)", firstRow: rows.lowerBound)
        case .table, .file, .copy, .view, nil:
            return try answer("\(sql) LIMIT \(rows.count) OFFSET \(rows.lowerBound)", firstRow: rows.lowerBound)
        }
    }

    private func page(
        of relation: Relation, index: RowIndex, rows: Range<Int>, list: String, address: RowAddress?
    ) throws(Problem) -> TablePage {
        let condition = RowAddress.rowID.condition(rows)
        guard index.holdsNumbers, let address else {
            // A column may be called rowid.
            return try answer(
                "SELECT \(list) FROM \(index.table) LIMIT \(rows.count) OFFSET \(rows.lowerBound)",
                firstRow: rows.lowerBound)
        }
        let numbers = try self.rows("SELECT row FROM \(index.table) WHERE \(condition)")
            .compactMap { $0[0].flatMap { Int($0) } }
        guard !numbers.isEmpty else {
            return TablePage(
                columns: try schema(of: "SELECT \(list) FROM " + Self.numbered(relation, address)).columns,
                firstRow: rows.lowerBound, rows: [])
        }
        // Rows come in the source's order, with their numbers in front.
        let numbered = Self.numbered(relation, address)
        var page = try answer(
            "SELECT \(address.number) AS row, \(list) FROM \(numbered) WHERE \(address.condition(numbers))",
            firstRow: rows.lowerBound)
        let found = Dictionary(page.rows.map { (Int($0[0].text ?? "") ?? -1, $0) }) { first, _ in first }
        page.rows = numbers.compactMap { found[$0].map { Array($0.dropFirst()) } }
        page.columns.removeFirst()
        return page
    }

    /// A query's whole answer; columns that only the engine can print are cast to text.
    func answer(_ sql: String, firstRow: Int = 0) throws(Problem) -> TablePage {
        let answer = try run(sql)
        guard answer.types.contains(where: \.needsCast) else { return try page(of: answer, firstRow: firstRow) }
        var page = try page(of: try run(casting(answer, of: sql)), firstRow: firstRow)
        page.columns = answer.columns
        return page
    }

    /// ` ORDER BY …`, with the row's number last so that equal rows always come in the same order.
    private static func order(_ sort: [SortKey], _ address: RowAddress?) -> String {
        guard !sort.isEmpty else { return "" }
        return " ORDER BY " + (sort.map(\.sql) + (address.map { [$0.number] } ?? [])).joined(separator: ", ")
    }

    /// Puts a relation's rows in order once, so that any of its windows comes at once.
    @discardableResult
    func makeIndex(of relation: Relation) throws(Problem) -> RowIndex {
        if let index = core.indexes.index(of: relation) { return index }
        try core.attachSession(self)
        for table in core.indexes.takeDiscarded() { _ = try run("DROP TABLE IF EXISTS " + table) }
        let address = RowAddress(core.sources.layout(of: relation.base))
        let table = "session.main." + SQL.identifier("order \(core.nextNumber())")
        // 32 bits are enough for any source that has fewer rows; the cast fails loudly otherwise.
        let what = address.map { "CAST(\($0.number) AS \(isHuge(relation) ? "UBIGINT" : "UINTEGER"))" } ?? "*"
        // An alias would hide a column of that name from the order.
        let name = address == nil ? "" : "(row)"
        let order = Self.order(relation.sort, address)
        let from = Self.numbered(relation, address) + relation.whereClause
        _ = try run("CREATE TABLE \(table)\(name) AS SELECT \(what) FROM \(from)\(order)")
        let count = try integer("SELECT count(*) FROM " + table) ?? 0
        let index = RowIndex(table: table, holdsNumbers: address != nil, count: count, in: core.indexes)
        core.indexes.add(index, for: relation)
        return index
    }

    private func isHuge(_ relation: Relation) -> Bool {
        switch core.sources.layout(of: relation.base) {
        case .parquet(let rows): rows.reduce(0, +) > Int(UInt32.max)
        case .loaded(let rows): rows > Int(UInt32.max)
        case .table, .file, .copy, .view, nil: true
        }
    }

    func rowCount(of relation: Relation) throws(Problem) -> Int {
        if relation.hasAllRows {
            switch core.sources.layout(of: relation.base) {
            case .parquet(let rows): return rows.reduce(0, +)
            case .loaded(let rows): return rows
            case .table, .file, .copy, .view, nil: break
            }
        }
        if let index = core.indexes.index(of: relation) { return index.count }
        return try integer("SELECT count(*) FROM \(relation.source)\(relation.whereClause)") ?? 0
    }
}
