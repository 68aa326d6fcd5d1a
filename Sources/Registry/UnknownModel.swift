import Tabular

/// A reference that means nothing, told with what is near.
struct UnknownModel {
    var reference: ModelReference
    /// The models that there are.
    var names: [String]
    /// The versions and aliases of the model, when there is one of this name.
    var versions: [Int]
    var aliases: [String]

    init(_ reference: ModelReference, names: [String], versions: [Int] = [], aliases: [String] = []) {
        self.reference = reference
        self.names = names
        self.versions = versions
        self.aliases = aliases
    }

    var problem: Problem {
        let name = reference.name
        guard names.contains(name) else { return Problem("no model is named '\(name)'", hint: nameHint) }
        switch reference.selector {
        case .latest: return Problem("no model is named '\(name)'", hint: nameHint)
        case .version(let number):
            let known = versions.map(String.init)
            return Problem(
                "'\(name)' has no version \(number)",
                hint: known.count == 1 ? "Its only version is \(known[0])." : "It has the versions \(Self.list(known))."
            )
        case .alias(let alias):
            let hint =
                if let near = EditDistance.nearest(to: alias, among: aliases) {
                    "Did you mean '\(name)@\(near)'?"
                } else if aliases.isEmpty {
                    "It has no aliases yet: 'atelier models alias \(name) \(alias) VERSION' makes one."
                } else {
                    "Its aliases are \(Self.list(aliases.map { "'\($0)'" }))."
                }
            return Problem("'\(name)' has no alias '\(alias)'", hint: hint)
        }
    }

    private var nameHint: String {
        if names.isEmpty { return "The registry is empty: train a model, or import one." }
        if let near = EditDistance.nearest(to: reference.name, among: names) { return "Did you mean '\(near)'?" }
        return "There are \(Self.list(names.map { "'\($0)'" }))."
    }

    /// "1, 2 and 3"; a long list is cut, and says so.
    private static func list(_ items: [String]) -> String {
        if items.count > 8 { return items.prefix(7).joined(separator: ", ") + " and \(items.count - 7) more" }
        guard items.count > 1, let last = items.last else { return items.joined() }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }
}
