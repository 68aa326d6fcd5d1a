/// What names a statement may use: for completion.
public struct SQLCatalog: Sendable, Equatable {
    public struct Column: Sendable, Hashable {
        public var name: String
        public var type: String

        public init(_ name: String, _ type: String) {
            self.name = name
            self.type = type
        }
    }

    public struct Table: Sendable, Hashable {
        public var name: String
        /// The schema or database in front of the name, where it is needed.
        public var qualifier: String?
        public var isView: Bool
        public var columns: [Column]

        public init(_ name: String, qualifier: String? = nil, isView: Bool = false, columns: [Column]) {
            self.name = name
            self.qualifier = qualifier
            self.isView = isView
            self.columns = columns
        }
    }

    public struct Function: Sendable, Hashable {
        public var name: String
        /// `date_diff(part, startdate, enddate)`
        public var signature: String
        public var detail: String

        public init(_ name: String, signature: String, detail: String = "") {
            self.name = name
            self.signature = signature
            self.detail = detail
        }
    }

    /// A registered model: a function of its inputs that gives a struct of its outputs.
    public struct Model: Sendable, Hashable {
        public var name: String
        public var inputs: [Column]
        public var outputs: [Column]

        public init(_ name: String, inputs: [Column], outputs: [Column]) {
            self.name = name
            self.inputs = inputs
            self.outputs = outputs
        }
    }

    public var tables: [Table]
    public var functions: [Function]
    public var models: [Model]

    public init(tables: [Table] = [], functions: [Function] = [], models: [Model] = []) {
        self.tables = tables
        self.functions = functions
        self.models = models
    }

    /// A table by its name, whatever the case.
    func table(_ name: String) -> Table? {
        tables.first { $0.name == name } ?? tables.first { $0.name.lowercased() == name.lowercased() }
    }
}

/// Something that a statement reads, as its FROM names it.
public struct SQLSource: Sendable, Hashable {
    /// As it is written: `flights`, `'data/*.csv'`, `read_csv('a.csv')`.
    public var text: String
    /// Without quotes; nil for functions.
    public var name: String?
    public var alias: String?
    public var isFile: Bool

    /// What its columns are called by: the alias, or the last part of the name.
    var handle: String? { alias ?? name.map { $0.split(separator: ".").last.map(String.init) ?? $0 } }
}

extension SQLText {
    /// What the statement at an offset reads.
    public func sources(at offset: Int) -> [SQLSource] {
        statement(at: offset).map { reader(of: $0).sources } ?? []
    }
}

extension StatementReader {
    var sources: [SQLSource] {
        var found: [SQLSource] = []
        var index = 0
        while index < tokens.count {
            guard tokens[index].kind == .keyword, Self.starts.contains(word(index)) else {
                index += 1
                continue
            }
            index += 1
            while let (source, next) = source(at: index) {
                found.append(source)
                index = next
                guard text(index) == "," else { break }
                index += 1
            }
        }
        return found
    }

    private static let starts: Set = ["FROM", "JOIN", "INTO", "UPDATE", "DESCRIBE", "SUMMARIZE"]

    /// Names that a `WITH` gives.
    var commonTables: [String] {
        guard word(0) == "WITH" else { return [] }
        var names: [String] = []
        for index in tokens.indices
        where tokens[index].kind == .keyword && word(index) == "AS"
            && (text(index + 1) == "(" || word(index + 1).hasSuffix("MATERIALIZED"))
        {
            if let name = name(index - 1) { names.append(name) }
        }
        return names
    }

    /// A name without its quotes.
    func name(_ index: Int) -> String? {
        guard tokens.indices.contains(index) else { return nil }
        switch tokens[index].kind {
        case .name: return text(index)
        case .keyword: return text(index)
        case .quotedName:
            let text = text(index).dropFirst()
            return String((text.hasSuffix("\"") ? text.dropLast() : text).replacing("\"\"", with: "\""))
        default: return nil
        }
    }

    private func source(at start: Int) -> (SQLSource, Int)? {
        guard tokens.indices.contains(start) else { return nil }
        var index = start
        var source: SQLSource
        switch tokens[start].kind {
        case .string:
            let path = String(text(start).dropFirst().dropLast().replacing("''", with: "'"))
            source = SQLSource(text: text(start), name: nil, alias: nil, isFile: true)
            source.name = path.isEmpty ? nil : path
            index += 1
        case .name, .quotedName:
            var parts = [name(index) ?? ""]
            var written = text(index)
            index += 1
            while text(index) == ".", let part = name(index + 1) {
                parts.append(part)
                written += "." + text(index + 1)
                index += 2
            }
            source = SQLSource(
                text: written, name: parts.joined(separator: "."), alias: nil, isFile: false)
            if text(index) == "(" {
                let end = closing(index)
                source.text = written + joined(index..<end)
                source.name = nil
                index = end
            }
        case .sign where text(start) == "(":
            index = closing(start)
            source = SQLSource(text: joined(start..<index), name: nil, alias: nil, isFile: false)
        default: return nil
        }
        if word(index) == "AS" { index += 1 }
        if tokens.indices.contains(index), [.name, .quotedName].contains(tokens[index].kind) {
            source.alias = name(index)
            index += 1
        }
        return (source, index)
    }

    /// The text of tokens, with a space between them.
    private func joined(_ range: Range<Int>) -> String {
        var text: [UInt8] = []
        for index in range {
            if index > range.lowerBound { text.append(UInt8(ascii: " ")) }
            text += bytes[tokens[index].range]
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func isSign(_ index: Int, _ sign: Unicode.Scalar) -> Bool {
        tokens[index].kind == .sign && bytes[tokens[index].range.lowerBound] == UInt8(ascii: sign)
    }

    /// Behind the parenthesis that closes the one at an index.
    func closing(_ open: Int) -> Int {
        var depth = 0
        for index in open..<tokens.count {
            if isSign(index, "(") { depth += 1 }
            if isSign(index, ")") { depth -= 1 }
            if depth == 0 { return index + 1 }
        }
        return tokens.count
    }
}
