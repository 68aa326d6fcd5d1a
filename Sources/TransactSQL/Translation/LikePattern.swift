import Tabular

/// A LIKE pattern taken apart: `%`, `_`, `[a-z]`, `[^0-9]` and an escape character.
struct LikePattern {
    enum Part: Hashable {
        case any, one
        case text(Character)
        /// What stands in brackets, as a class of a regular expression.
        case characters(String)
    }

    private(set) var parts: [Part] = []

    init(_ pattern: String, escape: Character?) {
        let characters = Array(pattern)
        var index = 0
        while index < characters.count {
            let character = characters[index]
            index += 1
            if character == escape, index < characters.count {
                parts.append(.text(characters[index]))
                index += 1
            } else if character == "%" {
                if parts.last != .any { parts.append(.any) }
            } else if character == "_" {
                parts.append(.one)
            } else if character == "[", let end = Self.end(ofClassAt: index, in: characters) {
                parts.append(.characters(Self.characterClass(characters[index..<end])))
                index = end + 1
            } else {
                parts.append(.text(character))
            }
        }
    }

    /// The place of the bracket that closes a class; a bracket right at its start belongs to it.
    private static func end(ofClassAt start: Int, in characters: [Character]) -> Int? {
        var index = start
        if index < characters.count, characters[index] == "^" { index += 1 }
        if index < characters.count, characters[index] == "]" { index += 1 }
        while index < characters.count {
            if characters[index] == "]" { return index }
            index += 1
        }
        return nil
    }

    private static func characterClass(_ characters: ArraySlice<Character>) -> String {
        var result = "["
        for (offset, character) in characters.enumerated() {
            let isSpecial = "\\[]&~".contains(character) || (character == "^" && offset > 0)
            if isSpecial { result += "\\" }
            result.append(character)
        }
        return result + "]"
    }

    var hasClasses: Bool {
        parts.contains { if case .characters = $0 { true } else { false } }
    }

    /// The engine's own LIKE pattern, with `!` as its escape character where one is needed.
    var like: (pattern: String, needsEscape: Bool) {
        var pattern = ""
        var needsEscape = false
        for part in parts {
            switch part {
            case .any: pattern += "%"
            case .one: pattern += "_"
            case .characters: break
            case .text(let character):
                if "%_!".contains(character) {
                    pattern += "!"
                    needsEscape = true
                }
                pattern.append(character)
            }
        }
        if !needsEscape { pattern = pattern.replacing("!!", with: "!") }
        return (pattern, needsEscape)
    }

    /// A regular expression for all of a text.
    var regularExpression: String { Self.regularExpression(parts) }

    static func regularExpression(_ parts: some Sequence<Part>) -> String {
        var result = ""
        for part in parts {
            switch part {
            case .any: result += ".*"
            case .one: result += "."
            case .characters(let text): result += text
            case .text(let character):
                if "\\.+*?()[]{}|^$".contains(character) { result += "\\" }
                result.append(character)
            }
        }
        return result
    }
}

extension Translator {
    func escapeCharacter(_ expression: Expression) throws(Diagnostic) -> Character? {
        let text = try value(expression).literalText
        guard let text, text.count <= 1 else {
            throw Diagnostic("ESCAPE takes one character in quotes", at: expression.position, number: 506)
        }
        return text.first
    }

    func like(_ operand: Typed, _ pattern: Typed, escape: Character?, at position: Position) throws(Diagnostic)
        -> String
    {
        let subject = try text(operand, at: position)
        let collation = try self.collation(of: subject, pattern, at: position)
        guard let literal = pattern.literalText else {
            return try dynamicLike(subject, try text(pattern, at: position), collation, escape: escape, at: position)
        }
        let parts = LikePattern(literal, escape: escape)
        if parts.hasClasses {
            let options = collation.ignoresCase ? "si" : "s"
            return "regexp_full_match(\(subject.sql), \(SQL.literal(parts.regularExpression)), '\(options)')"
        }
        let (text, needsEscape) = parts.like
        let folded = collation.ignoresCase ? text.lowercased() : text
        let right = collation.ignoresAccents ? "strip_accents(\(SQL.literal(folded)))" : SQL.literal(folded)
        return "(\(collation.bare(subject.sql)) LIKE \(right)\(needsEscape ? " ESCAPE '!'" : ""))"
    }

    /// The pattern is known only when the statement runs: it is made a regular expression then.
    private func dynamicLike(
        _ subject: Typed, _ pattern: Typed, _ collation: Collation, escape: Character?, at position: Position
    ) throws(Diagnostic) -> String {
        let options = collation.ignoresCase ? "si" : "s"
        return
            "regexp_full_match(\(subject.sql), \(Self.regularExpression(ofPattern: pattern.sql, escape: escape)), '\(options)')"
    }

    /// SQL that turns a LIKE pattern into a regular expression.
    static func regularExpression(ofPattern sql: String, escape: Character?) -> String {
        let escaped = escape.map { "\\" + String($0) } ?? ""
        let tokens = (escape == nil ? "" : "\(escaped).|") + "\\[\\^?\\]?[^\\]]*\\]|[\\s\\S]"
        let unescape =
            escape.map {
                "WHEN length(e) = 2 AND starts_with(e, \(SQL.literal(String($0)))) THEN regexp_escape(e[2]) "
            } ?? ""
        return "array_to_string(list_transform(regexp_extract_all(\(sql), \(SQL.literal(tokens))), lambda e: CASE "
            + "WHEN e = '%' THEN '.*' WHEN e = '_' THEN '.' " + unescape
            + "WHEN length(e) > 1 AND starts_with(e, '[') THEN replace(e, '\\', '\\\\') ELSE regexp_escape(e) END), '')"
    }

    /// A value as a string, as functions of strings take it.
    func text(_ value: Typed, at position: Position) throws(Diagnostic) -> Typed {
        if value.type.isText || value.type == .unknown { return value }
        if value.type == .null { return Typed("CAST(NULL AS VARCHAR)", .varchar) }
        return try convert(value, to: .text(TextType(isUnicode: true)), at: position)
    }
}
