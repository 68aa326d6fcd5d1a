import Scoring
import Tabular
import Workflows

/// The second step: what is learned from.
struct FeatureChoice: Sendable, Equatable {
    var cursor = 0
    /// What was switched by hand, by column: it stays when the target changes.
    var switched: [String: Bool] = [:]

    /// The proposals with what was switched by hand. A column that was switched off says so.
    func applied(to proposals: [FeatureProposal]) -> [FeatureProposal] {
        proposals.map { proposal in
            guard let wanted = switched[proposal.column.name], wanted != proposal.isUsed else { return proposal }
            var proposal = proposal
            proposal.isUsed = wanted
            if !wanted { proposal.reason = "switched off" }
            return proposal
        }
    }

    mutating func move(by step: Int, count: Int) { cursor = max(0, min(cursor + step, count - 1)) }

    /// Switches the column under the cursor.
    /// - Returns: false when it cannot be learned from at all.
    mutating func toggle(_ features: [FeatureProposal]) -> Bool {
        guard features.indices.contains(cursor) else { return true }
        let feature = features[cursor]
        guard feature.isUsed || !feature.parts.isEmpty else { return false }
        switched[feature.column.name] = !feature.isUsed
        return true
    }

    /// Switches all columns that can be learned from.
    mutating func set(_ features: [FeatureProposal], to isOn: Bool) {
        for feature in features where !feature.parts.isEmpty { switched[feature.column.name] = isOn }
    }
}

extension FeatureProposal {
    /// How the column is used, in a few words.
    var usage: String {
        switch parts {
        case []: "not used"
        case [.value]: column.type.kind == .boolean ? "yes or no" : "number"
        case [.category]: "category"
        default: parts.filter { $0 != .value }.map(\.rawValue).joined(separator: " ")
        }
    }

    /// Why it is out, or what is worth knowing. The parts of a date are told by `usage`.
    var remark: String { isUsed && column.type.isTemporal ? "" : reason }
}
