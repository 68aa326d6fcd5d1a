import Tabular

/// The tables of a database file, and which of them is meant.
struct DatabaseParts {
    let address: SourceAddress
    let parts: [SourcePart]
    /// What the file is, in a sentence: `the SQLite file`.
    let kind: String

    /// The part that the address names, or the only one.
    /// - Throws: a `Problem` whose remedy is a choice.
    func chosen() throws(Problem) -> SourcePart {
        let names = parts.map(\.name)
        guard let wanted = address.part else {
            if parts.count == 1 { return parts[0] }
            guard !parts.isEmpty else {
                throw Problem("\(kind) \(address.path) holds no tables", hint: "Check that it is the right file.")
            }
            let noun = parts.allSatisfy { $0.kind == .sheet } ? "sheets" : "tables"
            throw Problem(
                "\(address.path) holds \(parts.count) \(noun)", detail: names.joined(separator: "\n"),
                hint: "Name one after a #, for example '\(address.path)#\(names[0])'.", kind: .usage,
                remedy: .choose(parts))
        }
        if let exact = parts.first(where: { $0.name == wanted }) { return exact }
        let loose = parts.filter { $0.name.lowercased() == wanted.lowercased() }
        if loose.count == 1 { return loose[0] }
        let near = EditDistance.nearest(to: wanted, among: names).map { "Did you mean '\($0)'? " } ?? ""
        throw Problem(
            "\(address.path) has no '\(wanted)'", detail: names.joined(separator: "\n"),
            hint: near + "It holds: " + names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
                + ".",
            remedy: .choose(parts))
    }
}
