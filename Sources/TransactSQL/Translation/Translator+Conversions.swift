import Tabular

extension Translator {
    /// `CONVERT(type, expression, style)`
    func converted(
        _ operand: Expression, _ type: TypeName, style: Expression?, isTry: Bool, at position: Position
    ) throws(Diagnostic) -> Typed {
        var number: Int?
        if let style {
            guard let written = try value(style).literalInteger else {
                throw Diagnostic(
                    "the style of CONVERT must be a number in the script", at: style.position, number: 40000)
            }
            number = written
        }
        return try convert(
            try value(operand), to: try DataType(type, in: .cast), style: number, isTry: isTry, at: position)
    }

    /// `PARSE(text AS type)`
    func parsed(
        _ operand: Expression, _ type: TypeName, culture: Expression?, isTry: Bool, at position: Position
    ) throws(Diagnostic) -> Typed {
        if let culture {
            let name = try value(culture).literalText?.lowercased()
            guard name == "en-us" || name == "en" || name == "" else {
                throw Diagnostic("PARSE knows the culture 'en-US' alone", at: culture.position, number: 40000)
            }
        }
        let target = try DataType(type, in: .cast)
        var value = try text(try self.value(operand), at: operand.position)
        if target.isNumeric {
            value = Typed("replace(replace(\(value.sql), ',', ''), '$', '')", .varchar)
        }
        return try convert(value, to: target, isTry: isTry, at: position)
    }

    /// A value in another type, as CAST gives it.
    /// - Parameter isTry: NULL instead of an error.
    func convert(
        _ value: Typed, to type: DataType, style: Int? = nil, isTry: Bool = false, at position: Position
    ) throws(Diagnostic) -> Typed {
        guard !value.isCondition else {
            throw Diagnostic("a condition stands where a value is expected", at: position, number: 4145)
        }
        var result = try converting(value, to: type, style: style, isTry: isTry, at: position)
        result.type = type
        result.collation = type.isText ? value.collation : .byDefault
        result.sql = try emit(result.sql, at: position)
        return result
    }

    private func converting(
        _ value: Typed, to type: DataType, style: Int?, isTry: Bool, at position: Position
    ) throws(Diagnostic) -> Typed {
        if value.isNullLiteral || value.type == .null { return Typed("CAST(NULL AS \(type.engineName))", type) }
        if case .other = value.type, !type.isText { return cast(value.sql, type, isTry) }
        if value.type == .unknown { return cast(value.sql, type, isTry) }
        switch type {
        case .text(let text):
            return try fitted(try self.textual(value, style: style, at: position), text, from: value.type)
        case .bit: return try bit(value, isTry: isTry, at: position)
        case .tinyint, .smallint, .int, .bigint: return try integral(value, to: type, isTry: isTry, at: position)
        case .decimal, .money, .smallmoney, .real, .float:
            return try number(value, to: type, isTry: isTry, at: position)
        case .date, .time, .smalldatetime, .datetime, .datetime2, .datetimeoffset:
            return try temporal(value, to: type, style: style, isTry: isTry, at: position)
        case .uniqueidentifier:
            guard value.type.isText || value.type == .uniqueidentifier else { throw refused(value, type, at: position) }
            return cast(value.sql, type, isTry)
        case .binary: return try binary(value, style: style, isTry: isTry, at: position)
        default: return cast(value.sql, type, isTry)
        }
    }

    func cast(_ sql: String, _ type: DataType, _ isTry: Bool = false) -> Typed {
        Typed("\(isTry ? "TRY_CAST" : "CAST")(\(sql) AS \(type.engineName))", type)
    }

    func refused(_ value: Typed, _ type: DataType, at position: Position) -> Diagnostic {
        Diagnostic("\(value.type.name) cannot be converted to \(type.name)", at: position, number: 529)
    }

    /// A text cut to a length, and padded when the type is fixed.
    private func fitted(_ value: Typed, _ type: TextType, from source: DataType) throws(Diagnostic) -> Typed {
        guard let length = type.length else { return Typed(value.sql, .text(type), literal: value.literal) }
        if type.isFixed { return Typed("rpad(left(\(value.sql), \(length)), \(length), ' ')", .text(type)) }
        if case .text(let own) = value.type, let have = own.length, have <= length {
            return Typed(value.sql, .text(type), literal: value.literal)
        }
        let isNumber = source.isInteger && source != .bit
        if isNumber, length < Self.widest(source) {
            // A number that does not fit is a star, not a part of itself.
            return Typed(
                try bound(value.sql) { (text) throws(Diagnostic) in
                    "CASE WHEN length(\(text)) > \(length) THEN '*' ELSE \(text) END"
                }, .text(type))
        }
        if isNumber || source.isTemporal && length >= 40 { return Typed(value.sql, .text(type)) }
        return Typed("left(\(value.sql), \(length))", .text(type))
    }

    private static func widest(_ type: DataType) -> Int {
        switch type {
        case .tinyint: 3
        case .smallint: 6
        case .int: 11
        default: 20
        }
    }

    /// What an error says when a text cannot be read as something: the value and the type.
    private func failure(_ text: String, _ type: DataType) -> String {
        "error('Conversion failed when converting the varchar value ''' || \(text) || ''' to data type \(type.name).')"
    }

    private func bit(_ value: Typed, isTry: Bool, at position: Position) throws(Diagnostic) -> Typed {
        if value.type == .bit { return value }
        if let number = value.literalInteger { return Typed(number == 0 ? "FALSE" : "TRUE", .bit) }
        if value.type.isNumeric { return Typed("(\(value.sql) <> 0)", .bit) }
        guard value.type.isText else { throw refused(value, .bit, at: position) }
        let sql = try bound(value.sql) { (text) throws(Diagnostic) in
            let otherwise = isTry ? "NULL" : "CAST(\(self.failure(text, .bit)) AS BOOLEAN)"
            return "CASE WHEN \(text) IS NULL THEN NULL WHEN lower(trim(\(text))) IN ('true', '1') THEN TRUE "
                + "WHEN lower(trim(\(text))) IN ('false', '0', '') THEN FALSE "
                + "WHEN regexp_full_match(trim(\(text)), '[+-]?[0-9]+') THEN TRUE ELSE \(otherwise) END"
        }
        return Typed(sql, .bit)
    }

    private func integral(
        _ value: Typed, to type: DataType, isTry: Bool, at position: Position
    ) throws(Diagnostic) -> Typed {
        if value.type == type { return value }
        if value.type.isInteger {
            if let number = value.literalInteger, let range = type.range, number >= range.low, number <= range.high {
                return Typed("CAST(\(value.sql) AS \(type.engineName))", type, literal: value.literal)
            }
            return cast(value.sql, type, isTry)
        }
        // Money is rounded, all else is cut off.
        if value.type.isMoney { return cast(value.sql, type, isTry) }
        if value.type.isNumeric { return cast("trunc(\(value.sql))", type, isTry) }
        if value.type == .datetime || value.type == .smalldatetime {
            return cast("round(epoch(\(value.sql) - TIMESTAMP '1900-01-01') / 86400)", type, isTry)
        }
        if value.type == .binary { return cast("('0x' || hex(\(value.sql)))", type, isTry) }
        guard value.type.isText else { throw refused(value, type, at: position) }
        if let text = value.literalText, let number = Self.whole(text), let range = type.range,
            number >= range.low, number <= range.high
        {
            return Typed("CAST(\(number) AS \(type.engineName))", type, literal: .integer(String(number)))
        }
        let sql = try bound(value.sql) { (text) throws(Diagnostic) in
            let otherwise = isTry ? "NULL" : "CAST(\(self.failure(text, type)) AS VARCHAR)"
            return "CASE WHEN \(text) IS NULL THEN NULL WHEN regexp_full_match(\(text), '\\s*[+-]?\\s*[0-9]+\\s*') "
                + "THEN replace(\(text), ' ', '') WHEN trim(\(text)) = '' THEN '0' ELSE \(otherwise) END"
        }
        return cast(sql, type, isTry)
    }

    /// A whole number written as a text; no text is zero.
    private static func whole(_ text: String) -> Int? {
        let digits = text.replacing(" ", with: "")
        if digits.isEmpty { return 0 }
        guard digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || $0 == 43 || $0 == 45 }) else { return nil }
        return Int(digits)
    }

    private func number(
        _ value: Typed, to type: DataType, isTry: Bool, at position: Position
    ) throws(Diagnostic) -> Typed {
        if value.type == type { return value }
        if value.type.isNumeric {
            if type.isApproximate, let literal = value.literal, value.type != .bit {
                return Typed("CAST(\(value.sql) AS \(type.engineName))", type, literal: literal)
            }
            return cast(value.sql, type, isTry)
        }
        if value.type == .datetime || value.type == .smalldatetime {
            return cast("(epoch(\(value.sql) - TIMESTAMP '1900-01-01') / 86400)", type, isTry)
        }
        guard value.type.isText else { throw refused(value, type, at: position) }
        let allowsExponent = type.isApproximate
        let pattern =
            allowsExponent
            ? "\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*"
            : "\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)\\s*"
        let sql = try bound(value.sql) { (text) throws(Diagnostic) in
            var read = text
            if type.isMoney { read = "replace(replace(\(text), ',', ''), '$', '')" }
            let otherwise = isTry ? "NULL" : "CAST(\(self.failure(text, type)) AS VARCHAR)"
            let empty = type.isApproximate || type.isMoney ? "WHEN trim(\(text)) = '' THEN '0' " : ""
            return
                "CASE WHEN \(text) IS NULL THEN NULL WHEN regexp_full_match(\(read), '\(pattern)') THEN trim(\(read)) "
                + empty + "ELSE \(otherwise) END"
        }
        return cast(sql, type, isTry)
    }

    private func binary(_ value: Typed, style: Int?, isTry: Bool, at position: Position) throws(Diagnostic) -> Typed {
        if value.type == .binary { return value }
        if value.type == .uniqueidentifier {
            return Typed("unhex(replace(CAST(\(value.sql) AS VARCHAR), '-', ''))", .binary)
        }
        if value.type.isText {
            switch style {
            case 1: return Typed("unhex(substr(\(value.sql), 3))", .binary)
            case 2: return Typed("unhex(\(value.sql))", .binary)
            default: return Typed("encode(\(value.sql))", .binary)
            }
        }
        throw refused(value, .binary, at: position)
    }
}
