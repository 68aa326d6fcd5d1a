import CONNXRuntime
import Foundation
import ONNXModel
import Scoring
import Tabular
import TreeEnsembles

/// A model cut at its trees: what comes before and after is run by ONNX Runtime, the trees are evaluated here.
final class TreeScorer: Sendable {
    private let preparation: ONNXRunner
    private let evaluator: EnsembleEvaluator
    private let cut: EnsembleCut
    private let rest: ONNXSession
    private let restInputs: NameList
    private let restOutputs: NameList

    /// Nil when the model has no trees, or does not fit.
    init?(path: String, library: ONNXLibrary, signature: ModelSignature) {
        let outputs = signature.outputs.map(\.name)
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe),
            let cut = EnsembleCut(data, outputs: outputs),
            // Walking larger trees has not been measured against ONNX Runtime, so it keeps those.
            cut.ensemble.trees.allSatisfy({ $0.leaves.count <= 64 }),
            let first = try? ONNXSession(bytes: cut.preparation, library: library),
            let last = try? ONNXSession(bytes: cut.rest, library: library)
        else { return nil }
        self.cut = cut
        preparation = ONNXRunner(session: first, inputs: signature.inputs, outputs: [EnsembleCut.featuresName])
        evaluator = EnsembleEvaluator(cut.ensemble)
        rest = last
        restInputs = NameList(
            (cut.wantsScores ? [EnsembleCut.scoresName] : []) + (cut.wantsClass ? [EnsembleCut.className] : []))
        restOutputs = NameList(outputs)
    }

    /// The outputs of a batch, in the order of the signature.
    func run(_ rows: Int, _ columns: [InputBuffer]) throws(Problem) -> TensorBatch {
        let library = rest.library
        let features = try preparation.run(0..<rows, of: columns)
        let batch = TensorBatch(library: library)
        let sums = batch.allocate(Double.self, count: rows * evaluator.outputCount)
        sums.initialize(repeating: 0, count: rows * evaluator.outputCount)
        try withExtendedLifetime(features) { () throws(Problem) in
            try add(features, rows: rows, to: sums)
        }
        let width = cut.answers.width
        let scores = batch.allocate(Double.self, count: rows * width)
        let classes = batch.allocate(Int64.self, count: rows)
        cut.answers.finish(sums, rows: rows, scores: scores, classes: classes)
        if cut.wantsScores {
            var plan = InputPlan(
                name: EnsembleCut.scoresName, element: .double, width: width, rank: 2, firstColumn: 0)
            if cut.answers.isDouble {
                try batch.add(plan, over: scores, rows: rows)
            } else {
                let narrow = batch.allocate(Float.self, count: rows * width)
                for index in 0..<rows * width { narrow[index] = Float(scores[index]) }
                plan.element = .float
                try batch.add(plan, over: narrow, rows: rows)
            }
        }
        if cut.wantsClass {
            let plan = InputPlan(name: EnsembleCut.className, element: .int64, width: 1, rank: 1, firstColumn: 0)
            try batch.add(plan, over: classes, rows: rows)
        }
        batch.outputs = [OpaquePointer?](repeating: nil, count: restOutputs.count)
        let status = ort_run(
            library.api, rest.handle, restInputs.pointers, batch.inputs, batch.inputs.count, restOutputs.pointers,
            batch.outputs.count, &batch.outputs)
        try library.check(status, "the model failed on a batch of \(rows) rows")
        return batch
    }

    private func add(
        _ features: TensorBatch, rows: Int, to sums: UnsafeMutablePointer<Double>
    ) throws(Problem) {
        let library = rest.library
        guard let value = features.outputs.first ?? nil else { throw Problem("the model gave no features") }
        let info = try library.make("cannot read the features") { ort_value_info(library.api, value, $0) }
        defer { ort_release_tensor_info(library.api, info) }
        let shape = try TensorShape(info, library: library)
        guard shape.sizes.count == 2, shape.sizes[0] == rows, shape.sizes[1] >= evaluator.featureCount else {
            throw Problem("the features have the shape \(shape.sizes)")
        }
        var address: UnsafeMutableRawPointer?
        try library.check(ort_tensor_data(library.api, value, &address), "cannot read the features")
        guard let address else { throw Problem("cannot read the features") }
        let width = shape.sizes[1]
        switch TensorElement(onnx: shape.element) {
        case .float: evaluator.add(address.assumingMemoryBound(to: Float.self), rows: rows, width: width, to: sums)
        case .double: evaluator.add(address.assumingMemoryBound(to: Double.self), rows: rows, width: width, to: sums)
        default: throw Problem("the features are \(elementName(shape.element)) values")
        }
    }
}
