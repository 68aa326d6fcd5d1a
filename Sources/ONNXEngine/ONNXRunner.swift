import CONNXRuntime
import Scoring
import Tabular

/// Runs a session on batches. Everything that does not depend on the batch is prepared once.
final class ONNXRunner: Sendable {
    let session: ONNXSession
    let inputs: [InputPlan]
    let columnCount: Int
    private let inputNames: NameList
    private let outputNames: NameList

    init(session: ONNXSession, inputs: [ModelInput], outputs: [String]) {
        self.session = session
        self.inputs = InputPlan.plans(for: inputs)
        columnCount = inputs.reduce(0) { $0 + $1.width }
        inputNames = NameList(inputs.map(\.name))
        outputNames = NameList(outputs)
    }

    /// Runs some rows of a batch. The outputs of what it returns are in the order of the names given at the start.
    func run(_ rows: Range<Int>, of columns: [InputBuffer]) throws(Problem) -> TensorBatch {
        if columns.count != columnCount {
            throw Problem("the model takes \(columnCount) columns and was given \(columns.count)")
        }
        let batch = TensorBatch(library: session.library)
        batch.inputs.reserveCapacity(inputs.count)
        for input in inputs { try batch.add(input, rows: rows, columns: columns) }
        batch.outputs = [OpaquePointer?](repeating: nil, count: outputNames.count)
        let status = ort_run(
            session.library.api, session.handle, inputNames.pointers, batch.inputs, batch.inputs.count,
            outputNames.pointers, batch.outputs.count, &batch.outputs)
        try session.library.check(status, "the model failed on a batch of \(rows.count) rows")
        return batch
    }
}

/// Names as C wants them. Written once and only read afterwards: that is why sharing is safe.
final class NameList: @unchecked Sendable {
    let count: Int
    let pointers: UnsafeMutablePointer<UnsafePointer<CChar>?>

    init(_ names: [String]) {
        count = names.count
        pointers = .allocate(capacity: max(1, names.count))
        for (index, name) in names.enumerated() {
            let bytes = Array(name.utf8CString)
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            copy.initialize(from: bytes, count: bytes.count)
            (pointers + index).initialize(to: UnsafePointer(copy))
        }
    }

    deinit {
        for index in 0..<count { pointers[index]?.deallocate() }
        pointers.deallocate()
    }
}
