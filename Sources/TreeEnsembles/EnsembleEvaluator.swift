/// Adds up an ensemble's leaves for blocks of rows.
///
/// Per tree and feature, the slot that a value falls into (between two thresholds, on a member of a set, or missing)
/// says which leaves are ruled out, as bits of a word; the words of all features of the tree are joined by AND and the
/// first bit left is the leaf. There is no branch that depends on the data (after QuickScorer, Lucchese et al., SIGIR
/// 2015, with the masks of a feature joined beforehand). Trees of more than 64 leaves are walked. Sums are doubles, in
/// the order of the trees. Nothing changes after the start: threads may share it.
public struct EnsembleEvaluator: Sendable {
    public let outputCount: Int
    public let featureCount: Int
    private let groups: [TreeGroup]
    /// Rows that are looked at together.
    static let blockSize = 256

    public init(_ ensemble: Ensemble) {
        outputCount = ensemble.outputCount
        featureCount = ensemble.featureCount
        groups = TreeGroup.groups(of: ensemble)
    }

    /// Adds the trees' sums to `sums`, `outputCount` values a row.
    /// - Parameter matrix: `width` values a row, of which the first `featureCount` are the features.
    public func add(_ matrix: UnsafePointer<Float>, rows: Int, width: Int, to sums: UnsafeMutablePointer<Double>) {
        inBlocks(rows) { block, columns, start, count in
            for feature in 0..<featureCount {
                var source = matrix + start * width + feature
                let column = columns + feature * Self.blockSize
                for row in 0..<count {
                    column[row] = Double(source.pointee)
                    if row + 1 < count { source += width }
                }
            }
            block.add(count, to: sums + start * outputCount)
        }
    }

    /// Adds the trees' sums to `sums`, `outputCount` values a row.
    /// - Parameter matrix: `width` values a row, of which the first `featureCount` are the features.
    public func add(_ matrix: UnsafePointer<Double>, rows: Int, width: Int, to sums: UnsafeMutablePointer<Double>) {
        inBlocks(rows) { block, columns, start, count in
            for feature in 0..<featureCount {
                var source = matrix + start * width + feature
                let column = columns + feature * Self.blockSize
                for row in 0..<count {
                    column[row] = source.pointee
                    if row + 1 < count { source += width }
                }
            }
            block.add(count, to: sums + start * outputCount)
        }
    }

    /// One block of rows, in memory that is shared by all blocks of a call.
    private struct Block {
        let groups: [TreeGroup]
        let columns: UnsafePointer<Double>
        let slots: UnsafeMutablePointer<Int32>
        let words: UnsafeMutablePointer<UInt64>
        let outputCount: Int

        func add(_ rows: Int, to sums: UnsafeMutablePointer<Double>) {
            for group in groups {
                group.add(
                    columns, rows: rows, slots: slots, words: words, outputCount: outputCount, to: sums)
            }
        }
    }

    private func inBlocks(_ rows: Int, _ body: (Block, UnsafeMutablePointer<Double>, Int, Int) -> Void) {
        let size = Self.blockSize
        let columns = UnsafeMutablePointer<Double>.allocate(capacity: max(1, featureCount) * size)
        let slots = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, featureCount) * size)
        let words = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
        defer {
            columns.deallocate()
            slots.deallocate()
            words.deallocate()
        }
        let block = Block(groups: groups, columns: columns, slots: slots, words: words, outputCount: outputCount)
        for start in stride(from: 0, to: rows, by: size) { body(block, columns, start, min(size, rows - start)) }
    }
}
