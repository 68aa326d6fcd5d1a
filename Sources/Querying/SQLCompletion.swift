/// A way to go on with what is being typed.
public struct SQLCompletion: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case column, table, model, function, keyword, path
    }

    public var kind: Kind
    /// What takes the place of what was typed.
    public var text: String
    /// A type, a signature, a table's size: what helps to choose.
    public var detail: String

    public init(_ kind: Kind, _ text: String, detail: String = "") {
        self.kind = kind
        self.text = text
        self.detail = detail
    }
}

/// What stands at a place in a text, as far as going on is concerned.
public struct CompletionPlace: Sendable, Hashable {
    public enum Wish: Sendable, Hashable {
        /// A table or a file.
        case table
        /// A column of one of the sources, or of the one that is named; a function, a keyword.
        case expression
        case columns(of: String)
        /// Outputs of a model.
        case outputs(of: String)
        /// A path inside of quotes.
        case path
        case nothing
    }

    public var wish: Wish
    /// What was typed, in bytes of the text: what a completion takes the place of.
    public var range: Range<Int>
    public var word: String
    public var sources: [SQLSource]
    /// Names that the statement's `WITH` gives.
    public var named: [String] = []
}

extension SQLText {
    /// What stands before an offset.
    public func completionPlace(at offset: Int) -> CompletionPlace {
        var place = CompletionPlace(wish: .nothing, range: offset..<offset, word: "", sources: [])
        let statement = statements.first { $0.whole.contains(offset) || $0.whole.upperBound == offset }
        if let reader = statement.map(reader) {
            place.sources = reader.sources
            place.named = reader.commonTables
        }
        var index = firstToken(endingAfter: offset - 1)
        if index < tokens.count, tokens[index].range.lowerBound < offset {
            let token = tokens[index]
            switch token.kind {
            case .comment: return place
            case .string where token.range.upperBound > offset || !isClosed(token, by: UInt8(ascii: "'")):
                place.range = token.range.lowerBound + 1..<offset
                place.word = self[place.range]
                place.wish = wantsPath(before: index) ? .path : .nothing
                return place
            case .keyword, .name, .quotedName:
                place.range = token.range.lowerBound..<offset
                place.word = self[place.range]
            case .number, .parameter, .string: return place
            case .sign: index += 1
            }
        }
        place.wish = wish(at: index, in: statement)
        return place
    }

    private func isClosed(_ token: SQLToken, by quote: UInt8) -> Bool {
        token.range.count > 1 && bytes[token.range.upperBound - 1] == quote
    }

    private func isSign(_ index: Int, _ sign: Character) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == .sign
            && bytes[tokens[index].range].elementsEqual(sign.utf8)
    }

    /// Paths stand where tables do, and in functions that read files.
    private func wantsPath(before index: Int) -> Bool {
        var index = index - 1
        while isSign(index, ",") || isSign(index, "[")
            || (tokens.indices.contains(index) && tokens[index].kind == .string)
        {
            index -= 1
        }
        if ["FROM", "JOIN", "TO", "INTO", "COPY", "ATTACH", "SUMMARIZE", "DESCRIBE", "LOAD"].contains(
            word(index))
        {
            return true
        }
        if isSign(index, "(") {
            let name = word(index - 1)
            return name.hasPrefix("READ_") || name.hasSuffix("_SCAN")
                || ["GLOB", "PARQUET_METADATA", "PARQUET_SCHEMA"].contains(name)
        }
        return word(index) == "BULK"
    }

    /// What the words before a token ask for.
    private func wish(at index: Int, in statement: SQLStatement?) -> CompletionPlace.Wish {
        let before = index - 1
        guard let statement, statement.tokens.lowerBound <= before else { return .expression }
        if isSign(before, ".") {
            if isSign(before - 1, ")"), let open = opening(before - 1), tokens.indices.contains(open - 1),
                tokens[open - 1].kind == .quotedName
            {
                return .outputs(of: text(tokens[open - 1]).replacing("\"", with: ""))
            }
            let reader = StatementReader(tokens: tokens, bytes: bytes)
            return reader.name(before - 1).map { .columns(of: $0) } ?? .nothing
        }
        if ["FROM", "JOIN", "INTO", "UPDATE", "TABLE", "VIEW", "DESCRIBE", "SUMMARIZE"].contains(
            word(before))
        {
            return .table
        }
        if isSign(before, ","), isInFrom(before, from: statement.tokens.lowerBound) { return .table }
        return .expression
    }

    private func opening(_ close: Int) -> Int? {
        var depth = 0
        for index in stride(from: close, through: max(0, close - 500), by: -1) {
            if isSign(index, ")") { depth += 1 }
            if isSign(index, "(") { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// Whether a comma stands in a list of tables.
    private func isInFrom(_ comma: Int, from first: Int) -> Bool {
        var depth = 0
        for index in stride(from: comma - 1, through: first, by: -1) {
            if isSign(index, ")") { depth += 1 }
            if isSign(index, "(") { depth -= 1 }
            if depth < 0 { return false }
            guard depth == 0 else { continue }
            switch word(index) {
            case "FROM": return true
            case "SELECT", "WHERE", "BY", "ON", "HAVING", "SET", "VALUES", "USING": return false
            default: continue
            }
        }
        return false
    }

    /// The function whose arguments are being typed, and the number of the argument (from 0).
    public func call(at offset: Int) -> (name: String, argument: Int)? {
        var index = firstToken(endingAfter: offset - 1)
        if index >= tokens.count || tokens[index].range.lowerBound >= offset { index -= 1 }
        var depth = 0
        var argument = 0
        var steps = 0
        while index >= 0, steps < 500 {
            if isSign(index, ";") { return nil }
            if isSign(index, ")"), tokens[index].range.upperBound <= offset { depth += 1 }
            if isSign(index, ","), depth == 0 { argument += 1 }
            if isSign(index, "(") {
                depth -= 1
                if depth < 0 {
                    let reader = StatementReader(tokens: tokens, bytes: bytes)
                    guard index > 0, ![.sign, .keyword].contains(tokens[index - 1].kind),
                        let name = reader.name(index - 1)
                    else {
                        return nil
                    }
                    return (name, argument)
                }
            }
            (index, steps) = (index - 1, steps + 1)
        }
        return nil
    }
}

extension SQLCatalog {
    /// The most that are offered.
    public static let mostCompletions = 100

    /// What a place may go on with, the likeliest first.
    /// - Parameter columns: the columns of a source that is no table of the catalog, when they are known.
    public func completions(at place: CompletionPlace, columns: (SQLSource) -> [Column]?)
        -> [SQLCompletion]
    {
        let word = place.word.filter { $0 != "\"" }
        var found = Ranking(word: word)
        func all(of source: SQLSource) -> [Column] {
            source.name.flatMap(table)?.columns ?? columns(source) ?? []
        }
        switch place.wish {
        case .nothing, .path: break
        case .columns(let name):
            let source = place.sources.first { $0.handle?.lowercased() == name.lowercased() }
            let own = source.map(all) ?? table(name)?.columns ?? []
            for column in own { found.add(.column, Self.spelled(column.name), column.name, column.type) }
            for table in tables where table.qualifier?.lowercased() == name.lowercased() {
                found.add(table)
            }
        case .outputs(let model):
            for column in models.first(where: { $0.name == model })?.outputs ?? [] {
                found.add(.column, Self.spelled(column.name), column.name, column.type)
            }
        case .table:
            for name in place.named { found.add(.table, Self.spelled(name), name, "WITH") }
            for table in tables { found.add(table) }
            for function in functions where function.name.hasPrefix("read_") { found.add(function) }
        case .expression:
            for source in place.sources {
                for column in all(of: source) {
                    found.add(.column, Self.spelled(column.name), column.name, column.type)
                }
                if let alias = source.alias { found.add(.table, Self.spelled(alias), alias, source.text) }
            }
            for model in models { found.add(model) }
            if word.isEmpty { break }
            for function in functions { found.add(function) }
            let isSmall = word.contains { $0.isLowercase }
            for keyword in SQLKeywords.all {
                found.add(.keyword, isSmall ? keyword.lowercased() : keyword, keyword, "")
            }
            for table in tables { found.add(table) }
        }
        return found.best(Self.mostCompletions)
    }

    /// Bare when it may be, quoted otherwise.
    public static func spelled(_ name: String) -> String {
        let isBare =
            name.utf8.first.map { (0x61...0x7a).contains($0) || $0 == 0x5f } == true
            && name.utf8.allSatisfy { (0x61...0x7a).contains($0) || SQLLexer.isDigit($0) || $0 == 0x5f }
            && !SQLKeywords.contains(Array(name.utf8)[...])
        return isBare ? name : "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}

/// Collects what fits a word: what begins like it before what contains it.
private struct Ranking {
    private let word: String
    private var beginning: [SQLCompletion] = []
    private var containing: [SQLCompletion] = []
    private var seen: Set<String> = []

    init(word: String) { self.word = word.lowercased() }

    /// - Parameters:
    ///   - text: and `detail`: made only of what fits, for there may be thousands of names.
    mutating func add(
        _ kind: SQLCompletion.Kind, _ text: @autoclosure () -> String, _ name: String,
        _ detail: @autoclosure () -> String
    ) {
        let lower = name.lowercased()
        let isBeginning = lower.hasPrefix(word)
        guard isBeginning || isInside(lower), lower != word || kind != .keyword else { return }
        let text = text()
        guard seen.insert(text).inserted else { return }
        if isBeginning {
            beginning.append(SQLCompletion(kind, text, detail: detail()))
        } else if word.count > (kind == .function || kind == .keyword ? 3 : 1) {
            containing.append(SQLCompletion(kind, text, detail: detail()))
        }
    }

    /// Whether the word's bytes are among those of a name.
    private func isInside(_ name: String) -> Bool {
        let word = word.utf8
        var rest = name.utf8[...]
        guard let first = word.first else { return true }
        while rest.count >= word.count, let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: word) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    mutating func add(_ table: SQLCatalog.Table) {
        add(
            .table,
            (table.qualifier.map { SQLCatalog.spelled($0) + "." } ?? "") + SQLCatalog.spelled(table.name),
            table.name, (table.isView ? "view" : "table") + ", \(table.columns.count) columns")
    }

    mutating func add(_ function: SQLCatalog.Function) {
        add(.function, function.name + "(", function.name, function.signature)
    }

    mutating func add(_ model: SQLCatalog.Model) {
        add(
            .model, Self.call(of: model), model.name,
            "gives " + model.outputs.map(\.name).joined(separator: ", "))
    }

    private static func call(of model: SQLCatalog.Model) -> String {
        "\"\(model.name)\"(" + model.inputs.map { SQLCatalog.spelled($0.name) }.joined(separator: ", ")
            + ")"
    }

    func best(_ most: Int) -> [SQLCompletion] { Array((beginning + containing).prefix(most)) }
}
