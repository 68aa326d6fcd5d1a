/// Remembers the best round and says when to give up; LightGBM's C API leaves that to its caller.
struct EarlyStopping {
    /// Rounds without improvement after which training stops; 0: never.
    let patience: Int
    let higherIsBetter: Bool
    /// The best round, from 1; 0 before the first.
    private(set) var bestRound = 0
    private var bestValue = Double.nan

    init(patience: Int, higherIsBetter: Bool) {
        self.patience = patience
        self.higherIsBetter = higherIsBetter
    }

    /// Notes a round's metric. Returns true when training should stop.
    mutating func note(_ value: Double, round: Int) -> Bool {
        if bestRound == 0 || (higherIsBetter ? value > bestValue : value < bestValue) {
            bestRound = round
            bestValue = value
        }
        return patience > 0 && round - bestRound >= patience
    }
}
