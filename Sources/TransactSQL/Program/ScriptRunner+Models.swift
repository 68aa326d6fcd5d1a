import Tabular

extension ScriptRunner {
    /// Finds the models of PREDICT that a translation asks for.
    func resolve(models wanted: [(sql: String, position: Position)]) async throws {
        for (sql, position) in wanted {
            guard let predict else { throw Diagnostic("PREDICT cannot be run here", at: position, number: 40000) }
            // Nothing has been given a value while a batch is checked.
            if isChecking, sql.contains("getvariable(") {
                known.models[sql] = .some(nil)
                continue
            }
            do {
                known.models[sql] = .some(try await model(sql, at: position, predict))
            } catch let error where isChecking && !Translator.isWritten(sql) && Problem(error).kind != .interrupted {
                // The table of models may be filled by the script itself.
                known.models[sql] = .some(nil)
            } catch let problem as Problem where problem.kind != .interrupted {
                throw Diagnostic(
                    "PREDICT: \(problem.title)", at: position, hint: problem.hint, detail: problem.detail, number: 39003
                )
            }
        }
    }

    /// Models that variables and queries have chosen: another may be meant the next time.
    func forgetLateModels() { known.models = known.models.filter { Translator.isWritten($0.key) } }

    private func model(
        _ sql: String, at position: Position, _ predict: any PredictTranslation
    ) async throws -> any CallableModel {
        let host = host
        let found = try await host.rows(
            """
            SELECT typeof(m), CASE WHEN typeof(m) = 'BLOB' THEN sha256(TRY_CAST(m AS BLOB)) ELSE CAST(m AS VARCHAR) END,
            CASE WHEN typeof(m) = 'BLOB' THEN octet_length(TRY_CAST(m AS BLOB)) END FROM (SELECT \(sql) AS m) AS t
            """)
        guard let row = found.first, row.count == 3, let value = row[1] else {
            throw Diagnostic(
                "MODEL of PREDICT is NULL: there is no model", at: position,
                hint: "See what the query or the variable gives.", number: 39003)
        }
        let model: ModelValue =
            row[0] == "BLOB"
            ? .bytes(sha256: value, count: row[2].flatMap { Int($0) } ?? 0, sql: sql) : .name(value)
        return try await predict.model(model) { try await host.rows($0) }
    }
}
