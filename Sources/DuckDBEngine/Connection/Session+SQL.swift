import Tabular

extension Session {
    /// Makes unqualified names resolve in the workspace, attaching it if need be.
    func useWorkspace() throws(Problem) {
        guard !usesWorkspace else { return }
        try core.warehouse.attach(self, scratch: core.scratch)
        _ = try run("USE workspace")
        usesWorkspace = true
    }

    /// Runs what must be done whether or not the operation was cancelled; it is still cancelled afterwards.
    func afterwards(_ work: () throws(Problem) -> Void) {
        let wasRaised = interrupter.isRaised
        let wasPutOff = interrupter.takePutOff()
        // A cancellation may also come now, and stop this.
        for _ in 0..<3 {
            if interrupter.mustEnd { interrupter.begin() }
            do throws(Problem) {
                try work()
                break
            } catch { continue }
        }
        if wasRaised { interrupter.stop() }
        if wasPutOff { interrupter.putOff() }
    }

    /// Runs work whose statements see one state of the data; nothing of it stays when it fails.
    func inTransaction<T>(_ work: () throws(Problem) -> T) throws(Problem) -> T {
        _ = try run("BEGIN TRANSACTION")
        do throws(Problem) {
            let result = try work()
            _ = try run("COMMIT")
            return result
        } catch {
            afterwards { () throws(Problem) in _ = try run("ROLLBACK") }
            throw error
        }
    }

    /// Runs all statements of a text; the page is the last one's answer, at most `limit` rows of it.
    func query(_ sql: String, limit: Int) throws(Problem) -> TablePage {
        let list = try statements(in: sql)
        guard list.count > 0 else {
            throw Problem("there is no SQL to run", hint: "Type a statement, for example SELECT 1.", kind: .usage)
        }
        for index in 0..<(list.count - 1) { _ = try list.statement(at: index).run(streaming: false) }
        let last = try list.statement(at: list.count - 1)
        let answer = try last.run(streaming: last.isQuery)
        guard answer.hasRows else { return TablePage(columns: [], rows: []) }
        if answer.types.contains(where: \.needsCast), list.count == 1, last.isQuery {
            return try query(casting(answer, of: sql), limit: limit, as: answer.columns)
        }
        return try page(of: answer, limit: limit)
    }

    /// The same query with the columns that only the engine can print cast to text.
    func casting(_ answer: Answer, of sql: String) -> String {
        let names = answer.types.indices.map { "c\($0)" }
        let list = zip(names, answer.types).map { $1.needsCast ? "CAST(\($0) AS VARCHAR)" : $0 }
        var body = sql
        while let last = body.last, last == ";" || last.isWhitespace { body.removeLast() }
        return "SELECT " + list.joined(separator: ", ") + " FROM (\n" + body + "\n) AS answer("
            + names.joined(separator: ", ") + ")"
    }

    private func query(_ sql: String, limit: Int, as columns: [Column]) throws(Problem) -> TablePage {
        var page = try page(of: try stream(sql), limit: limit)
        page.columns = columns
        return page
    }

    /// The first rows of an answer.
    func page(of answer: Answer, limit: Int = .max, firstRow: Int = 0) throws(Problem) -> TablePage {
        var rows: [[CellValue]] = []
        while rows.count < limit, let chunk = try answer.next() {
            rows += chunk.cells(limit: limit - rows.count)
        }
        return TablePage(columns: answer.columns, firstRow: firstRow, rows: rows)
    }

    /// Runs all statements of a text; the number of rows that the last one changed.
    func execute(_ sql: String) throws(Problem) -> Int {
        let list = try statements(in: sql)
        var changed = 0
        for index in 0..<list.count { changed = try list.statement(at: index).run(streaming: false).rowsChanged }
        return changed
    }

    func workspaceTables() throws(Problem) -> [WorkspaceTable] {
        let tables = try rows(
            """
            SELECT table_name, false, estimated_size FROM duckdb_tables()
            WHERE database_name = 'workspace' AND schema_name = 'main' AND NOT internal
            UNION ALL
            SELECT view_name, true, NULL FROM duckdb_views()
            WHERE database_name = 'workspace' AND schema_name = 'main' AND NOT internal
            ORDER BY 1
            """)
        return tables.map {
            WorkspaceTable(name: $0[0] ?? "", isView: $0[1] == "true", estimatedRows: $0[2].flatMap { Int($0) })
        }
    }
}

extension Chunk {
    /// Values as cells, `[row][column]`.
    func cells(limit: Int) -> [[CellValue]] {
        let used = min(limit, count)
        var rows = [[CellValue]](repeating: [], count: used)
        for row in 0..<used { rows[row].reserveCapacity(types.count) }
        for (index, type) in types.enumerated() {
            let column = type.reader(of: vector(index))
            for row in 0..<used { rows[row].append(CellValue(column.text(at: row))) }
        }
        return rows
    }
}
