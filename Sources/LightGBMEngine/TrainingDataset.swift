import CLightGBM
import Learning
import Tabular

/// Rows as LightGBM keeps them: binned. Owned by one thread.
final class TrainingDataset {
    let library: LightGBMLibrary
    let handle: LightGBMDatasetRef

    /// Bins the rows of all parts; reads the matrices in place.
    /// - Parameters:
    ///   - reference: the dataset whose bins are used, for validation rows.
    ///   - parameters: the same text that the booster gets.
    init(
        _ parts: [LabelledRows], parameters: String, reference: TrainingDataset?, library: LightGBMLibrary
    ) throws(Problem) {
        let blocks = try parts.filter { $0.features.rowCount > 0 }.map { rows throws(Problem) in try Self.checked(rows)
        }
        guard let first = blocks.first else {
            throw Problem("there are no rows to train on", hint: "check the filters and the split")
        }
        let total = blocks.reduce(0) { $0 + $1.rowCount }
        guard total <= Int(Int32.max) else {
            throw Problem(
                "LightGBM takes at most \(Int32.max) rows, these are \(total)", hint: "train on a sample of the table")
        }
        var handle: LightGBMDatasetRef?
        let rowCounts = blocks.map { Int32($0.rowCount) }
        let columnMajor = [Int32](repeating: 0, count: blocks.count)
        let addresses: [UnsafeRawPointer?] = blocks.map { UnsafeRawPointer($0.column(0)) }
        let status = withExtendedLifetime(blocks) {
            library.functions.datasetCreateFromMats(
                Int32(blocks.count), addresses, first.precision.lightgbmElement, rowCounts, Int32(first.columnCount),
                columnMajor, parameters, reference?.handle, &handle)
        }
        try library.check(status, "read the rows")
        guard let handle else { throw Problem("LightGBM cannot read the rows") }
        self.library = library
        self.handle = handle
        try setLabels(parts.flatMap { $0.labels.prefix($0.features.rowCount) })
    }

    deinit { _ = library.functions.datasetFree(handle) }

    private func setLabels(_ labels: [Float]) throws(Problem) {
        let status = labels.withUnsafeBytes { bytes in
            guard let address = bytes.baseAddress else { return Int32(0) }
            return library.functions.datasetSetField(
                handle, "label", address, Int32(labels.count), Int32(lightgbm_float32))
        }
        try library.check(status, "read the labels")
    }

    /// The features of a part, in columns without gaps.
    private static func checked(_ rows: LabelledRows) throws(Problem) -> NumericMatrix {
        guard rows.labels.count >= rows.features.rowCount else {
            throw Problem("there are \(rows.features.rowCount) rows but \(rows.labels.count) labels")
        }
        guard rows.features.columnCount > 0 else {
            throw Problem("there are no features to learn from", hint: "choose at least one feature column")
        }
        return rows.features.compact
    }
}

extension NumericMatrix {
    /// The same rows with no room left, so that a column follows the one before it: itself, unless it has room.
    var compact: NumericMatrix {
        if rowCount == capacity { return self }
        let result = NumericMatrix(columnCount: columnCount, capacity: rowCount, precision: precision)
        for index in 0..<columnCount {
            result.column(index).copyMemory(from: column(index), byteCount: rowCount * precision.bytes)
        }
        result.advance(by: rowCount)
        return result
    }
}

extension NumericMatrix.Precision {
    /// LightGBM's number for the element type.
    var lightgbmElement: Int32 { Int32(self == .float ? lightgbm_float32 : lightgbm_float64) }
}
