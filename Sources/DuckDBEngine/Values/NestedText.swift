import CDuckDB

/// Nested values in the manner of JSON: `[1, null]`, `{"name": "x"}`; map keys that are not text are written as they are.
extension ColumnReader {
    func nestedText(_ row: Int) -> String? {
        switch type {
        case .list:
            guard let entry = vector.load(row, as: duckdb_list_entry.self) else { return nil }
            return Self.list(children[0], from: Int(entry.offset), count: Int(entry.length))
        case .array(_, let size): return Self.list(children[0], from: row * size, count: size)
        case .structure(let fields):
            // Fields of an unnamed tuple have no names.
            if fields.allSatisfy(\.name.isEmpty) {
                return "(" + children.map { $0.element(row) }.joined(separator: ", ") + ")"
            }
            let parts = zip(fields, children).map { NumberText.quoted($0.name) + ": " + $1.element(row) }
            return "{" + parts.joined(separator: ", ") + "}"
        case .map:
            guard let entry = vector.load(row, as: duckdb_list_entry.self) else { return nil }
            let parts = (Int(entry.offset)..<Int(entry.offset + entry.length)).map {
                children[0].element($0) + ": " + children[1].element($0)
            }
            return "{" + parts.joined(separator: ", ") + "}"
        case .union:
            let tag = Int(vector.child(0).load(row, as: UInt8.self) ?? 0)
            return tag < children.count ? children[tag].text(at: row) : nil
        case .plain, .decimal, .enumeration: return text(at: row)
        }
    }

    private static func list(_ child: ColumnReader, from start: Int, count: Int) -> String {
        "[" + (start..<(start + count)).map { child.element($0) }.joined(separator: ", ") + "]"
    }

    /// A value inside another: texts, times and the like in quotes, NULL as `null`.
    private func element(_ row: Int) -> String {
        guard let text = text(at: row) else { return "null" }
        return isBare ? text : NumberText.quoted(text)
    }

    private var isBare: Bool {
        switch type {
        case .plain(let id, let alias):
            alias == "JSON" || (id >= CDUCK_BOOLEAN && id <= CDUCK_DOUBLE) || id == CDUCK_HUGEINT
                || id == CDUCK_UHUGEINT
        case .decimal, .list, .array, .structure, .map: true
        case .enumeration, .union: false
        }
    }
}
