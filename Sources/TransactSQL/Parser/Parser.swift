/// Reads tokens into a tree by recursive descent. Every loop takes a token, so the work is linear in the text.
struct Parser {
    /// Deeper nesting is refused: it would be a mistake, and each level takes stack.
    static let deepest = 100
    /// More operators in a row are refused: the engine does not take them.
    static let longestChain = 900

    private let tokens: [Token]
    private(set) var index = 0
    private var depth = 0
    private let text: Substring.UTF8View
    var statementCount: Int
    /// Tokens looked at, which tests hold against the length of the text.
    private(set) var steps = 0

    /// - Parameter tokens: of one batch; the last one is `.end`.
    init(_ tokens: [Token], text: String, statementCount: Int = 0) {
        self.tokens = tokens
        self.text = text[...].utf8
        self.statementCount = statementCount
    }

    var current: Token { tokens[index] }
    var position: Position { current.position }
    var isAtEnd: Bool { current.kind == .end }
    /// The offset behind the token before.
    var lastEnd: Int { index > 0 ? tokens[index - 1].end : 0 }

    func peek(_ ahead: Int = 1) -> Token { tokens[min(index + ahead, tokens.count - 1)] }

    @discardableResult
    mutating func take() -> Token {
        let token = current
        steps += 1
        if index < tokens.count - 1 { index += 1 }
        return token
    }

    /// The script's text between two offsets.
    func source(from start: Int, to end: Int) -> String {
        let first = text.index(text.startIndex, offsetBy: start)
        return String(Substring(text[first..<text.index(first, offsetBy: max(0, end - start))]))
    }

    // MARK: Words and signs

    func isAt(_ keyword: String) -> Bool { current.keyword == keyword }

    func isAt(_ first: String, _ second: String) -> Bool { current.keyword == first && peek().keyword == second }

    func isAt(sign: String) -> Bool { current.isSign(sign) }

    mutating func accept(_ keyword: String) -> Bool {
        guard isAt(keyword) else { return false }
        take()
        return true
    }

    mutating func accept(_ first: String, _ second: String) -> Bool {
        guard isAt(first, second) else { return false }
        take()
        take()
        return true
    }

    mutating func accept(sign: String) -> Bool {
        guard isAt(sign: sign) else { return false }
        take()
        return true
    }

    mutating func expect(_ keyword: String) throws(Diagnostic) {
        guard accept(keyword) else { throw unexpected(wanted: keyword) }
    }

    mutating func expect(sign: String) throws(Diagnostic) {
        guard accept(sign: sign) else { throw unexpected(wanted: "'\(sign)'") }
    }

    func unexpected(wanted: String = "") -> Diagnostic {
        let tail = wanted.isEmpty ? "" : "; \(wanted) is expected here"
        return Diagnostic("incorrect syntax near \(current.label)\(tail)", at: position, number: 102)
    }

    /// Something that T-SQL has and this front end has not.
    func unsupported(_ what: String, hint: String = "") -> Diagnostic {
        Diagnostic("\(what) is not supported", at: position, hint: hint, number: 40000)
    }

    // MARK: Names

    /// Any name; a bare one must not be a reserved word.
    mutating func identifier(_ what: String = "a name") throws(Diagnostic) -> Identifier {
        guard current.isName, !Keywords.reserved.contains(current.keyword) else { throw unexpected(wanted: what) }
        let token = take()
        return Identifier(token.text, at: token.position)
    }

    /// A name, or a string that stands for one.
    mutating func nameOrString(_ what: String = "a name") throws(Diagnostic) -> Identifier {
        if case .string = current.kind {
            let token = take()
            return Identifier(token.text, at: token.position)
        }
        return try identifier(what)
    }

    mutating func variable() throws(Diagnostic) -> Identifier {
        guard current.isVariable else { throw unexpected(wanted: "a variable") }
        let token = take()
        return Identifier(token.text, at: token.position)
    }

    /// `a.b..c`; a table variable too.
    mutating func objectName() throws(Diagnostic) -> ObjectName {
        if current.isVariable { return ObjectName([try variable()]) }
        var parts = [try identifier("the name of an object")]
        while accept(sign: ".") {
            if isAt(sign: ".") {
                parts.append(Identifier("", at: position))
            } else {
                parts.append(try anyIdentifier())
            }
        }
        guard parts.count <= 4 else {
            throw Diagnostic("a name has at most four parts", at: parts[0].position, number: 117)
        }
        return ObjectName(parts)
    }

    /// A name behind a point may be a reserved word.
    mutating func anyIdentifier() throws(Diagnostic) -> Identifier {
        guard current.isName else { throw unexpected(wanted: "a name") }
        let token = take()
        return Identifier(token.text, at: token.position)
    }

    /// `(a, b, c)`, the opening parenthesis not yet taken.
    mutating func nameList() throws(Diagnostic) -> [Identifier] {
        try expect(sign: "(")
        var names = [try identifier()]
        while accept(sign: ",") { names.append(try identifier()) }
        try expect(sign: ")")
        return names
    }

    mutating func integer(_ what: String = "a whole number") throws(Diagnostic) -> Int {
        let isNegative = accept(sign: "-")
        guard current.kind == .integer, let value = Int(current.text) else { throw unexpected(wanted: what) }
        take()
        return isNegative ? -value : value
    }

    mutating func string(_ what: String = "a string") throws(Diagnostic) -> String {
        guard case .string = current.kind else { throw unexpected(wanted: what) }
        return take().text
    }

    /// `decimal(10, 2)`
    mutating func typeName() throws(Diagnostic) -> TypeName {
        let start = position
        var name = try anyIdentifier().name
        while accept(sign: ".") { name = try anyIdentifier().name }
        if name.uppercased() == "DOUBLE", accept("PRECISION") { name = "float" }
        if ["CHAR", "CHARACTER", "NCHAR"].contains(name.uppercased()), accept("VARYING") { name = "varchar" }
        var arguments: [Int?] = []
        if accept(sign: "(") {
            repeat {
                if accept("MAX") { arguments.append(nil) } else { arguments.append(try integer()) }
            } while accept(sign: ",")
            try expect(sign: ")")
        }
        return TypeName(name, arguments, at: start)
    }

    // MARK: Depth

    /// Reads something nested.
    mutating func nested<T>(_ read: (inout Parser) throws(Diagnostic) -> T) throws(Diagnostic) -> T {
        depth += 1
        guard depth <= Self.deepest else {
            throw Diagnostic(
                "this is nested more than \(Self.deepest) levels deep", at: position,
                hint: "Put parts of it into common table expressions or variables.", number: 191)
        }
        let result = try read(&self)
        depth -= 1
        return result
    }
}
