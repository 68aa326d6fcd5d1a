public import Scoring
import Synchronization
public import Tabular

/// A model run by ONNX Runtime. Batches may be scored on several threads at once; each uses only its own thread.
public final class ONNXScorer: BatchScorer {
    public let signature: ModelSignature
    private let runner: ONNXRunner
    private let readers: [OutputReader]
    private let oneRowAtATime: Bool
    /// The trees of the model, evaluated here; nil when ONNX Runtime runs the whole.
    private let trees: TreeScorer?
    private let trust = Mutex(Trust.unknown)

    /// What the first batch showed about the trees evaluated here.
    private enum Trust { case unknown, agree, differ(String) }

    /// How the model is run, in a sentence: by what, and why when the first choice was not kept.
    public var evaluation: String {
        guard trees != nil else { return "ONNX Runtime runs the model." }
        switch trust.withLock({ $0 }) {
        case .unknown: return "The trees are evaluated directly, once checked against ONNX Runtime."
        case .agree: return "The trees are evaluated directly; the first rows agree with ONNX Runtime."
        case .differ(let what): return "ONNX Runtime runs the model: evaluated directly, \(what)."
        }
    }

    init(session: ONNXSession, file: FileSignature, path: String) {
        trees = file.oneRowAtATime ? nil : TreeScorer(path: path, library: session.library, signature: file.signature)
        signature = file.signature
        oneRowAtATime = file.oneRowAtATime
        runner = ONNXRunner(
            session: session, inputs: signature.inputs, outputs: signature.outputs.map(\.name))
        readers = signature.outputs.map { OutputReader($0, isMaps: file.mapOutputs.contains($0.name)) }
    }

    public func score(
        rows: Int, inputs: [InputBuffer], _ body: ([OutputBuffer]) throws -> Void
    ) throws(Problem) {
        if rows == 0 { return try hand(readers.map(\.empty), to: body) }
        if oneRowAtATime && rows > 1 { return try scoreSingly(rows, inputs, body) }
        let (batch, outputs) = try run(rows, inputs)
        try withExtendedLifetime(batch) { () throws(Problem) in try hand(outputs, to: body) }
    }

    private func run(_ rows: Int, _ inputs: [InputBuffer]) throws(Problem) -> (TensorBatch, [OutputBuffer]) {
        guard let trees else { return try read(runner.run(0..<rows, of: inputs), rows) }
        switch trust.withLock({ $0 }) {
        case .agree: return try read(trees.run(rows, inputs), rows)
        case .differ: return try read(runner.run(0..<rows, of: inputs), rows)
        case .unknown:
            // The batch is answered by whoever answers the next ones, so that where a run begins does not show.
            let reference = try read(runner.run(0..<rows, of: inputs), rows)
            do throws(Problem) {
                let own = try read(trees.run(rows, inputs), rows)
                let difference = withExtendedLifetime((own.0, reference.0)) {
                    OutputDifference.describe(own.1, reference.1, names: readers.map(\.name))
                }
                return settle(difference) ? own : reference
            } catch {
                _ = settle("it fails (\(error.title))")
                return reference
            }
        }
    }

    /// Notes what a batch showed, unless another thread was first. Returns whether the trees evaluated here are used.
    private func settle(_ difference: String?) -> Bool {
        trust.withLock { trust in
            if case .unknown = trust { trust = difference.map(Trust.differ) ?? .agree }
            if case .agree = trust { return difference == nil }
            return false
        }
    }

    private func read(_ batch: TensorBatch, _ rows: Int) throws(Problem) -> (TensorBatch, [OutputBuffer]) {
        var outputs: [OutputBuffer] = []
        outputs.reserveCapacity(readers.count)
        for (index, reader) in readers.enumerated() {
            outputs.append(try reader.read(batch.outputs[index], rows: rows, batch: batch))
        }
        return (batch, outputs)
    }

    /// For files that fix the batch at one row.
    private func scoreSingly(
        _ rows: Int, _ inputs: [InputBuffer], _ body: ([OutputBuffer]) throws -> Void
    ) throws(Problem) {
        let collectors = readers.map { OutputCollector(like: $0.empty, capacity: rows * $0.width) }
        for row in 0..<rows {
            let batch = try runner.run(row..<row + 1, of: inputs)
            for (index, reader) in readers.enumerated() {
                collectors[index].append(try reader.read(batch.outputs[index], rows: 1, batch: batch))
            }
        }
        try withExtendedLifetime(collectors) { () throws(Problem) in try hand(collectors.map(\.buffer), to: body) }
    }

    private func hand(_ outputs: [OutputBuffer], to body: ([OutputBuffer]) throws -> Void) throws(Problem) {
        do { try body(outputs) } catch { throw Problem(error) }
    }
}
