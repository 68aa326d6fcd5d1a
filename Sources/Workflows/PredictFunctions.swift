public import Registry
public import Scoring
import Tabular

/// Makes registered models callable from SQL: `"delays:3"(…)`, `"delays@champion"(…)`.
public struct PredictFunctions: Sendable {
    private let loader: any ScorerLoader

    public init(loader: any ScorerLoader) { self.loader = loader }

    /// Registers a function for a model version, under its id and its aliases. The model is loaded on first use.
    public func register(_ version: ModelVersion, on host: any PredictHost) async throws {
        let loader = loader
        for name in [version.id] + version.aliases.map({ version.name + "@" + $0 }) {
            try await host.registerPredict(name, signature: version.card.signature) { () throws(Problem) in
                try loader.load(modelAt: version.modelPath, signature: version.card.signature)
            }
        }
    }

    /// Registers all versions of a registry.
    public func registerAll(of registry: any ModelRegistry, on host: any PredictHost) async throws {
        for version in try await registry.versions() { try await register(version, on: host) }
    }
}
