public import Scoring
public import Tabular

extension DuckDBConnection: PredictHost {
    /// Makes a model a function that every connection of the database can call, in views of the workspace too.
    ///
    /// Functions end with the process: views that call one can be read again once it has been registered again.
    /// The model is loaded by the first call; `scorer`'s `Problem` becomes the statement's.
    public nonisolated func registerPredict(
        _ name: String, signature: ModelSignature, scorer: @escaping @Sendable () throws(Problem) -> any BatchScorer
    ) async throws {
        let function = PredictFunction(name: name, signature: signature, tallies: core.tallies, load: scorer)
        try core.predictFunctions.register(function, core: core)
    }

    public nonisolated var rowsScored: Int { tally.rowsScored }

    /// How many of them have no answer, because a value was missing that the model has no marker for.
    public nonisolated var rowsUnanswered: Int { tally.rowsUnanswered }
}
