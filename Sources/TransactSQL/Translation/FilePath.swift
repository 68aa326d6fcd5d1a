import Tabular

/// Names of columns that only the translation sees.
enum FileColumns {
    /// The path of the file that a row is from.
    static let path = "filepath()"
}

/// What `filepath()` says of a row's file: its address in the script's terms, or what a wildcard stood for.
struct FilePath {
    private let locations: [FileLocation]

    init(_ locations: [FileLocation]) { self.locations = locations }

    func sql(of path: String, wildcard: Int?, at position: Position) throws(Diagnostic) -> String {
        guard let wildcard else { return address(of: path) }
        var branches: [String] = []
        for location in locations {
            let (pattern, count) = Self.pattern(of: location.path)
            guard wildcard <= count else {
                throw Diagnostic(
                    "filepath(\(wildcard)): the path has \(count == 0 ? "no wildcard" : "only \(count) wildcards")",
                    at: position, number: 13807)
            }
            branches.append("nullif(regexp_extract(\(path), \(SQL.literal(pattern)), \(wildcard)), '')")
        }
        return branches.count == 1 ? branches[0] : "coalesce(" + branches.joined(separator: ", ") + ")"
    }

    private func address(of path: String) -> String {
        guard let location = locations.first, location.localPrefix != location.originalPrefix else { return path }
        return
            "(\(SQL.literal(location.originalPrefix)) || substr(\(path), \(location.localPrefix.unicodeScalars.count + 1)))"
    }

    /// A regular expression that takes apart a path with wildcards.
    static func pattern(of path: String) -> (pattern: String, wildcards: Int) {
        var pattern = "^"
        var count = 0
        var rest = Substring(path)
        while let first = rest.first {
            if rest.hasPrefix("/**/") {
                pattern += "/(?:(.*)/)?"
                count += 1
                rest = rest.dropFirst(4)
            } else if rest.hasPrefix("**") {
                pattern += "(.*)"
                count += 1
                rest = rest.dropFirst(2)
            } else if first == "*" {
                pattern += "([^/]*)"
                count += 1
                rest = rest.dropFirst()
            } else {
                if "\\.+?()[]{}|^$".contains(first) { pattern += "\\" }
                pattern.append(first)
                rest = rest.dropFirst()
            }
        }
        return (pattern + "$", count)
    }
}
