import Foundation

/// Figures of how well probabilities and labels fit what happened. All throw nothing and give nil where undefined.
public enum ClassificationMetrics {
    /// The area under the ROC curve, by ranks, with ties counted half (Mann-Whitney U). nil when a class is absent.
    /// - Parameters:
    ///   - labels: 0 or 1.
    ///   - scores: any number that grows with the chance of class 1.
    public static func auc(labels: [Float], scores: [Double]) -> Double? {
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var positives = 0.0
        var rankSum = 0.0
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count && scores[order[end]] == scores[order[start]] { end += 1 }
            let rank = Double(start + end + 1) / 2
            for index in order[start..<end] where labels[index] == 1 {
                positives += 1
                rankSum += rank
            }
            start = end
        }
        let negatives = Double(labels.count) - positives
        guard positives > 0, negatives > 0 else { return nil }
        return (rankSum - positives * (positives + 1) / 2) / (positives * negatives)
    }

    /// The mean negative log of the probability given to what happened, clipped at 1e-15.
    /// - Parameter probabilities: row-major, `classCount` a row; for two classes also one a row (of class 1).
    public static func logLoss(labels: [Float], probabilities: [Double], classCount: Int) -> Double? {
        guard !labels.isEmpty else { return nil }
        let width = probabilities.count / labels.count
        var sum = 0.0
        for (row, label) in labels.enumerated() {
            let given: Double
            if width == 1 {
                given = label == 1 ? probabilities[row] : 1 - probabilities[row]
            } else {
                given = probabilities[row * width + Int(label)]
            }
            sum -= log(min(max(given, 1e-15), 1 - 1e-15))
        }
        return sum / Double(labels.count)
    }

    /// The most probable class of each row; for one probability a row, class 1 above one half.
    public static func predictedClasses(probabilities: [Double], rows: Int) -> [Int] {
        guard rows > 0 else { return [] }
        let width = probabilities.count / rows
        if width == 1 { return probabilities.map { $0 > 0.5 ? 1 : 0 } }
        return (0..<rows).map { row in
            let slice = probabilities[(row * width)..<((row + 1) * width)]
            var best = slice.startIndex
            for index in slice.indices where slice[index] > slice[best] { best = index }
            return best - slice.startIndex
        }
    }

    /// `matrix[actual][predicted]` rows.
    public static func confusion(labels: [Float], predicted: [Int], classCount: Int) -> [[Int]] {
        var matrix = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: classCount)
        for (label, guess) in zip(labels, predicted) { matrix[Int(label)][guess] += 1 }
        return matrix
    }

    /// The share of rows whose class was predicted.
    public static func accuracy(labels: [Float], predicted: [Int]) -> Double? {
        guard !labels.isEmpty else { return nil }
        let right = zip(labels, predicted).reduce(0) { $0 + (Int($1.0) == $1.1 ? 1 : 0) }
        return Double(right) / Double(labels.count)
    }
}
