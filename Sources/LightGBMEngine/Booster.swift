import CLightGBM
import Tabular

/// A booster's handle. Owned by one thread.
final class Booster {
    let library: LightGBMLibrary
    private let handle: LightGBMBoosterRef
    /// LightGBM keeps a pointer to them while it trains.
    private var datasets: [TrainingDataset]

    /// A booster that is about to be trained.
    init(training: TrainingDataset, validation: TrainingDataset?, parameters: String) throws(Problem) {
        library = training.library
        datasets = [training] + (validation.map { [$0] } ?? [])
        var handle: LightGBMBoosterRef?
        try library.check(library.functions.boosterCreate(training.handle, parameters, &handle), "begin training")
        guard let handle else { throw Problem("LightGBM cannot begin training") }
        self.handle = handle
        if let validation {
            try library.check(
                library.functions.boosterAddValidData(handle, validation.handle), "use the validation rows")
        }
    }

    /// A booster that was trained before.
    init(model text: String, library: LightGBMLibrary) throws(Problem) {
        self.library = library
        datasets = []
        var handle: LightGBMBoosterRef?
        var rounds: Int32 = 0
        try library.check(library.functions.boosterLoadModelFromString(text, &rounds, &handle), "read the model")
        guard let handle else { throw Problem("LightGBM cannot read the model") }
        self.handle = handle
    }

    deinit { _ = library.functions.boosterFree(handle) }

    /// Adds one round of trees. Returns false when no tree could be split further.
    func update() throws(Problem) -> Bool {
        var finished: Int32 = 0
        try library.check(library.functions.boosterUpdateOneIter(handle, &finished), "train")
        return finished == 0
    }

    /// The number of rounds so far.
    func rounds() throws(Problem) -> Int {
        var count: Int32 = 0
        try library.check(library.functions.boosterGetCurrentIteration(handle, &count), "count its rounds")
        return Int(count)
    }

    /// The first metric on the training rows (0) or the validation rows (1).
    func metric(of data: Int32) throws(Problem) -> Double? {
        var count: Int32 = 0
        try library.check(library.functions.boosterGetEvalCounts(handle, &count), "count its metrics")
        guard count > 0 else { return nil }
        var values = [Double](repeating: .nan, count: Int(count))
        try library.check(library.functions.boosterGetEval(handle, data, &count, &values), "compute the metric")
        return values.first
    }

    /// The total gain of every feature over the first `rounds` rounds.
    func importance(rounds: Int, featureCount: Int) throws(Problem) -> [Double] {
        var values = [Double](repeating: 0, count: max(1, featureCount))
        let status = library.functions.boosterFeatureImportance(
            handle, Int32(rounds), Int32(lightgbm_importance_gain), &values)
        try library.check(status, "compute the importance")
        return Array(values.prefix(featureCount))
    }

    /// The first `rounds` rounds in LightGBM's text format.
    func text(rounds: Int) throws(Problem) -> String {
        var length: Int64 = 0
        try save(rounds: rounds, capacity: 0, length: &length, to: nil)
        let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(length) + 1)
        defer { buffer.deallocate() }
        try save(rounds: rounds, capacity: length, length: &length, to: buffer)
        return String(cString: buffer)
    }

    private func save(
        rounds: Int, capacity: Int64, length: inout Int64, to text: UnsafeMutablePointer<CChar>?
    ) throws(Problem) {
        let status = library.functions.boosterSaveModelToString(
            handle, 0, Int32(rounds), Int32(lightgbm_importance_gain), capacity, &length, text)
        try library.check(status, "write the model")
    }

    /// Predictions of a block of rows: `width` numbers a row.
    /// - Parameter block: `rows * columns` numbers, row by row.
    func predict(
        _ block: UnsafeRawPointer, rows: Int, columns: Int, precision: NumericMatrix.Precision, width: Int,
        parameters: String
    ) throws(Problem) -> [Double] {
        var length: Int64 = 0
        var results = [Double](repeating: 0, count: rows * width)
        let status = library.functions.boosterPredictForMat(
            handle, block, precision.lightgbmElement, Int32(rows), Int32(columns), 1, Int32(lightgbm_predict_normal), 0,
            -1, parameters, &length, &results)
        try library.check(status, "predict")
        return results
    }
}
