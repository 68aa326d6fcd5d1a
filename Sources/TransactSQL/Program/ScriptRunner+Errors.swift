import Tabular

extension ScriptRunner {
    func attempt(_ body: Block, _ recovery: Block) async throws -> Flow {
        do {
            return try await run(body.statements)
        } catch let error as Diagnostic {
            caught.append(error)
            defer { caught.removeLast() }
            try await tell(error)
            let flow = try await run(recovery.statements)
            try await tell(caught.dropLast().last)
            return flow
        }
    }

    /// Sets what ERROR_MESSAGE() and its like give.
    private func tell(_ error: Diagnostic?) async throws {
        // In a transaction that has failed, nothing can be set any more.
        if transactions > 0 {
            do {
                _ = try await host.rows("SELECT 1")
            } catch {
                _ = try await host.change("ROLLBACK")
                transactions = 0
                forgetObjects()
                await host.note("the transaction was rolled back because of the error")
                _ = try await host.change("SET VARIABLE \"@@trancount\" = 0")
            }
        }
        let values: [(String, String)] = [
            ("error_message", error.map { SQL.literal($0.message) } ?? "NULL"),
            ("error_number", error.map { String($0.number) } ?? "NULL"),
            ("error_line", error.map { String($0.position.line) } ?? "NULL"),
            ("error_severity", error == nil ? "NULL" : "16"), ("error_state", error == nil ? "NULL" : "1"),
            ("error_procedure", error == nil ? "NULL" : frame.procedure.map { SQL.literal($0) } ?? "NULL"),
        ]
        for (name, value) in values { _ = try await host.change("SET VARIABLE \"\(name)\" = \(value)") }
    }

    func throwError(_ arguments: [Expression], at position: Position) async throws {
        guard arguments.count == 3 else {
            guard let error = caught.last else {
                throw Diagnostic("THROW without arguments stands only inside of CATCH", at: position, number: 10704)
            }
            throw error
        }
        let number = Int(try await text(of: arguments[0]) ?? "") ?? 50000
        throw Diagnostic(try await text(of: arguments[1]) ?? "", at: position, number: number)
    }

    /// RAISERROR: a severity of 10 or less is only said.
    func raise(_ raise: RaiseError, at position: Position) async throws {
        var values: [String] = []
        for argument in raise.arguments { values.append(try await text(of: argument) ?? "(null)") }
        let message = Self.formatted(try await text(of: raise.message) ?? "", values)
        let severity = Int(try await text(of: raise.severity) ?? "") ?? 16
        if severity <= 10 {
            await host.say(message)
        } else {
            throw Diagnostic(message, at: position, number: 50000)
        }
    }

    /// Puts values where `%s` and `%d` stand.
    static func formatted(_ message: String, _ values: [String]) -> String {
        var result = ""
        var values = values[...]
        var rest = Substring(message)
        while let mark = rest.firstIndex(of: "%") {
            result += rest[..<mark]
            rest = rest[rest.index(after: mark)...]
            if rest.first == "%" {
                result += "%"
                rest = rest.dropFirst()
                continue
            }
            let flags = rest.prefix { "0123456789-+ #.*".contains($0) }
            let type = rest.dropFirst(flags.count).first
            if let type, "sdiuxXo".contains(type), let value = values.popFirst() {
                result += value
                rest = rest.dropFirst(flags.count + 1)
            } else {
                result += "%"
            }
        }
        return result + rest
    }
}

/// The engine's words for a failure as T-SQL would have them.
struct EngineMessage {
    private let problem: Problem

    init(_ problem: Problem) { self.problem = problem }

    func diagnostic(at position: Position) -> Diagnostic {
        let (message, number) = translated
        return Diagnostic(message, at: position, hint: problem.hint, detail: problem.detail, number: number)
    }

    private static let types: [String: String] = [
        "INT8": "tinyint", "UINT8": "tinyint", "INT16": "smallint", "INT32": "int", "INT64": "bigint",
        "INT128": "decimal",
        "DOUBLE": "float", "FLOAT": "real", "DATE": "date", "TIMESTAMP": "datetime2", "TIME": "time", "BOOL": "bit",
        "UUID": "uniqueidentifier",
    ]

    private var translated: (String, Int) {
        let title = problem.title
        let bare = title.hasSuffix(".") ? String(title.dropLast()) : title
        if bare.hasPrefix("Divide by zero") { return (bare, 8134) }
        if bare.hasPrefix("Conversion failed when converting date") { return (bare, 241) }
        if bare.hasPrefix("Conversion failed") { return (bare, 245) }
        if bare.hasPrefix("Invalid length parameter") { return (bare, 537) }
        if bare.hasPrefix("Property cannot be found") { return (bare, 13608) }
        if title.contains("Malformed JSON") { return ("JSON text is not properly formatted: \(bare)", 13609) }
        let isOverflow =
            title.hasPrefix("Overflow in") || title.contains("out of range") || title.contains("out of the range")
            || title.contains("does not fit") || title.contains("overflow")
        if isOverflow { return ("Arithmetic overflow error\(typeSuffix): \(bare)", 8115) }
        if title.hasPrefix("Could not convert string") { return ("Conversion failed\(typeSuffix): \(bare)", 245) }
        if title.contains("CHECK constraint failed"), title.contains("length(") {
            return ("String or binary data would be truncated: \(bare)", 2628)
        }
        if title.contains("NOT NULL constraint failed") { return ("Cannot insert the value NULL: \(bare)", 515) }
        if title.contains("Duplicate key") { return ("Violation of PRIMARY KEY constraint: \(bare)", 2627) }
        if title.contains("already exists") { return (bare, 2714) }
        if title.contains("More than one row returned by a subquery") {
            return ("Subquery returned more than 1 value", 512)
        }
        return (bare, 50000)
    }

    private var typeSuffix: String {
        for (engine, name) in Self.types.sorted(by: { $0.key.count > $1.key.count })
        where problem.title.contains(engine) {
            return " converting to data type \(name)"
        }
        return ""
    }
}
