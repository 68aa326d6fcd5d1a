public import Scoring
public import Tabular

/// A model run by ONNX Runtime. Batches may be scored on several threads at once; each uses only its own thread.
public final class ONNXScorer: BatchScorer {
    public let signature: ModelSignature
    private let runner: ONNXRunner
    private let readers: [OutputReader]
    private let oneRowAtATime: Bool

    init(session: ONNXSession, file: FileSignature) {
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
        let batch = try runner.run(0..<rows, of: inputs)
        var outputs: [OutputBuffer] = []
        outputs.reserveCapacity(readers.count)
        for (index, reader) in readers.enumerated() {
            outputs.append(try reader.read(batch.outputs[index], rows: rows, batch: batch))
        }
        try withExtendedLifetime(batch) { () throws(Problem) in try hand(outputs, to: body) }
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
