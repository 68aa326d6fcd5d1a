public import Scoring

/// Where models, their versions and aliases, and runs are kept. Every error is a `Problem`.
public protocol ModelRegistry: Sendable {
    /// All versions, newest first within each model, models by name.
    func versions() async throws -> [ModelVersion]
    /// The version that a reference means; a `Problem` names near matches when there is none.
    func version(_ reference: ModelReference) async throws -> ModelVersion
    /// Adds a version. The model is whole on disk before the registry knows it: a crash leaves either all of it or nothing.
    func register(_ model: [UInt8], name: String, card: ModelCard, runID: String?) async throws -> ModelVersion
    /// Points an alias at a version (moves it if it exists); the change is appended to the alias's history.
    func setAlias(_ alias: String, of name: String, to version: Int) async throws
    func removeAlias(_ alias: String, of name: String) async throws
    /// Every change of a model's aliases, oldest first. Nothing is ever taken out of it.
    func aliasHistory(of name: String) async throws -> [AliasChange]
    /// Deletes one version (`.version`, `.alias`) or all of them (`.latest`), files included. Returns what was deleted.
    @discardableResult
    func delete(_ reference: ModelReference) async throws -> [ModelVersion]
    /// Writes the model's folder (MLmodel, model.onnx, card.json) into `directory`, which must not exist or be empty.
    func export(_ reference: ModelReference, to directory: String) async throws

    /// Records that a run has begun (or its newest state).
    func save(_ run: Run) async throws
    /// All runs, newest first.
    func runs() async throws -> [Run]
    /// The run with this id (or the only one whose id begins so).
    func run(_ id: String) async throws -> Run
    /// Marks runs as interrupted whose process is gone, and returns them.
    func markInterruptedRuns() async throws -> [Run]
}
