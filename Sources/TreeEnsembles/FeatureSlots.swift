/// The slots that a feature's values fall into: within one, no split of the trees at hand tells two values apart.
struct FeatureSlots: Sendable {
    let feature: Int
    /// Slot `i` ends with bound `i`, which belongs to it; the slot after the last bound is open, then comes NaN's.
    let bounds: [Double]

    var count: Int { bounds.count + 2 }

    init(feature: Int, splits: some Sequence<Ensemble.Split>) {
        self.feature = feature
        var found: Set<Double> = []
        for split in splits where split.feature == feature {
            switch split.test {
            case .atMost(let threshold): found.insert(threshold)
            case .isOne(let values):
                for value in values {
                    found.insert(value)
                    found.insert(value.nextDown)
                }
            }
        }
        bounds = found.filter { !$0.isNaN }.sorted()
    }

    /// A value of every slot.
    var samples: [Double] { bounds + [.infinity, .nan] }

    /// The slots of a block of values.
    func find(_ values: UnsafePointer<Double>, rows: Int, into slots: UnsafeMutablePointer<Int32>) {
        let missing = Int32(bounds.count + 1)
        bounds.withUnsafeBufferPointer { bounds in
            for row in 0..<rows {
                let value = values[row]
                if value.isNaN {
                    slots[row] = missing
                    continue
                }
                // The number of bounds below the value, without a branch that depends on it.
                var low = 0
                var length = bounds.count
                while length > 0 {
                    let half = (length + 1) >> 1
                    low += bounds[low + half - 1] < value ? half : 0
                    length -= half
                }
                slots[row] = Int32(truncatingIfNeeded: low)
            }
        }
    }
}
