import CDuckDB
import Scoring
import Synchronization
import Tabular

/// A model as a function of SQL: what its callbacks, on any of the engine's threads, share.
final class PredictFunction: Sendable {
    let name: String
    let signature: ModelSignature
    private let load: @Sendable () throws(Problem) -> any BatchScorer
    private let loaded = Mutex<Result<any BatchScorer, Problem>?>(nil)
    private let isReplaced = Atomic<Bool>(false)
    let scratches = Pool<PredictScratch>()
    let tallies: PredictTallies

    init(
        name: String, signature: ModelSignature, tallies: PredictTallies,
        load: @escaping @Sendable () throws(Problem) -> any BatchScorer
    ) {
        self.name = name
        self.signature = signature
        self.tallies = tallies
        self.load = load
    }

    /// One entry per column that the function takes.
    var parameters: [ModelInput] { signature.inputs.flatMap { Array(repeating: $0, count: $0.width) } }

    /// Calls with other types of parameters would otherwise still reach a function that was replaced.
    func replace() { isReplaced.store(true, ordering: .relaxed) }

    /// The model, loaded by the first caller while others wait. A failure is tried again next time.
    func scorer() throws(Problem) -> any BatchScorer {
        if isReplaced.load(ordering: .relaxed) {
            throw Problem("the model \(name) takes other columns now", hint: "Score again with its new inputs.")
        }
        let result: Result<any BatchScorer, Problem> = loaded.withLock { loaded in
            if case .success(let scorer)? = loaded { return .success(scorer) }
            let result: Result<any BatchScorer, Problem>
            do throws(Problem) { result = .success(try load()) } catch { result = .failure(error) }
            loaded = result
            return result
        }
        return try result.get()
    }

    /// Scores one chunk.
    /// - Parameter takesDoubles: whether the columns for inputs of floats hold doubles.
    func run(
        _ chunk: duckdb_data_chunk?, into output: duckdb_vector?, tally: PredictTally?, takesDoubles: Bool
    ) throws(Problem) {
        let rows = Int(duckdb_data_chunk_get_size(chunk))
        guard rows > 0 else { return }
        let scorer = try scorer()
        let scratch = scratches.take() ?? PredictScratch()
        defer { scratches.give(scratch) }
        scratch.begin(rows: rows)
        let inputs = parameters.enumerated().map { position, input in
            scratch.buffer(
                of: Vector(duckdb_data_chunk_get_vector(chunk, idx_t(position))), for: input, at: position,
                isDouble: takesDoubles)
        }
        let writer = PredictOutput(vector: output, signature: signature, rows: rows)
        try scorer.score(rows: rows, inputs: inputs) { outputs in try writer.write(outputs) }
        writer.clear(scratch.unanswered)
        tally?.add(scored: rows, unanswered: scratch.unanswered.count)
    }
}

/// One way to call a model's function: what the engine holds on to.
final class PredictCall: Sendable {
    let function: PredictFunction
    let takesDoubles: Bool

    init(function: PredictFunction, takesDoubles: Bool) {
        self.function = function
        self.takesDoubles = takesDoubles
    }

    func element(of input: ModelInput) -> TensorElement {
        takesDoubles && input.element == .float ? .double : input.element
    }
}

/// Objects to use again, one user at a time.
final class Pool<Item: AnyObject>: @unchecked Sendable {
    // An item has one owner: the pool, under its lock, or the caller that took it. That is why sharing is safe.
    private let lock = Mutex(())
    private var items: [Item] = []

    func take() -> Item? { lock.withLock { _ in items.popLast() } }

    func give(_ item: Item) { lock.withLock { _ in items.append(item) } }
}
