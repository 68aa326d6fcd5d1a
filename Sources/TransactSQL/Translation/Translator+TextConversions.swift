import Foundation
import Tabular

extension Translator {
    /// A value as the text that T-SQL shows, before it is cut to a length.
    func textual(_ value: Typed, style: Int?, at position: Position) throws(Diagnostic) -> Typed {
        let sql = value.sql
        switch value.type {
        case .text: return value
        case .bit: return short("CAST(CAST(\(sql) AS TINYINT) AS VARCHAR)", 1)
        case .tinyint, .smallint, .int, .bigint: return plain(sql)
        case .decimal: return plain(sql)
        case .money, .smallmoney: return try money(sql, style: style, at: position)
        case .real, .float: return try real(value, style: style, at: position)
        case .date: return try styled(value, style: style ?? 23, at: position)
        case .time: return try styled(value, style: style ?? 114, at: position)
        case .smalldatetime, .datetime: return try styled(value, style: style ?? 0, at: position)
        case .datetime2: return try styled(value, style: style ?? 121, at: position)
        case .datetimeoffset:
            let base = try styled(
                Typed("(\(sql) AT TIME ZONE 'UTC')", .datetime2(7)), style: style ?? 121, at: position)
            return plainText("(\(base.sql) || ' +00:00')")
        case .uniqueidentifier: return short("upper(CAST(\(sql) AS VARCHAR))", 36)
        case .binary:
            switch style {
            case 1: return plainText("('0x' || hex(\(sql)))")
            case 2: return plainText("hex(\(sql))")
            default: return plainText("decode(\(sql))")
            }
        case .other(let name):
            let isNested = name.contains("[") || name.hasPrefix("STRUCT") || name.hasPrefix("MAP")
            return plainText(isNested ? "CAST(to_json(\(sql)) AS VARCHAR)" : "CAST(\(sql) AS VARCHAR)")
        case .null, .unknown: return plain(sql)
        }
    }

    private func plain(_ sql: String) -> Typed { Typed("CAST(\(sql) AS VARCHAR)", .varchar) }
    private func plainText(_ sql: String) -> Typed { Typed(sql, .varchar) }
    private func short(_ sql: String, _ length: Int) -> Typed { Typed(sql, .varchar(length)) }

    private func money(_ sql: String, style: Int?, at position: Position) throws(Diagnostic) -> Typed {
        switch style ?? 0 {
        case 0: return plain("CAST(\(sql) AS DECIMAL(19,2))")
        case 1: return plainText("format('{:,.2f}', CAST(round(\(sql), 2) AS DOUBLE))")
        case 2, 126: return plain(sql)
        default: throw unknownStyle(style ?? 0, .money, at: position)
        }
    }

    private func real(_ value: Typed, style: Int?, at position: Position) throws(Diagnostic) -> Typed {
        let sql = value.sql
        switch style ?? 0 {
        case 0: return plainText(threeDigits("printf('%.6g', CAST(\(sql) AS DOUBLE))"))
        case 1: return plainText(threeDigits("printf('%.7e', CAST(\(sql) AS DOUBLE))"))
        case 2: return plainText(threeDigits("printf('%.15e', CAST(\(sql) AS DOUBLE))"))
        case 3: return plainText(threeDigits("printf('%.16e', CAST(\(sql) AS DOUBLE))"))
        default: throw unknownStyle(style ?? 0, value.type, at: position)
        }
    }

    /// Exponents of T-SQL have three digits: `1e+006`.
    private func threeDigits(_ sql: String) -> String { "regexp_replace(\(sql), 'e([+-])([0-9]{2})$', 'e\\10\\2')" }

    private func unknownStyle(_ style: Int, _ type: DataType, at position: Position) -> Diagnostic {
        Diagnostic(
            "\(style) is not a style for \(type.name)", at: position,
            hint: "Styles of dates are 0 to 14, 20 to 25, 100 to 114, 120, 121, 126, 127, 130 and 131.", number: 281)
    }

    /// Formats of CONVERT's styles. `{d}` and `{h}` are a day and an hour of two places, padded with a space;
    /// `{f}` is the fraction, `{3}` milliseconds.
    private static let styles: [Int: String] = [
        0: "%b {d} %Y {h}:%M%p", 1: "%m/%d/%y", 2: "%y.%m.%d", 3: "%d/%m/%y", 4: "%d.%m.%y", 5: "%d-%m-%y",
        6: "%d %b %y",
        7: "%b %d, %y", 8: "%H:%M:%S", 9: "%b {d} %Y {h}:%M:%S:{f}%p", 10: "%m-%d-%y", 11: "%y/%m/%d", 12: "%y%m%d",
        13: "%d %b %Y %H:%M:%S:{f}", 14: "%H:%M:%S:{f}", 20: "%Y-%m-%d %H:%M:%S", 21: "%Y-%m-%d %H:%M:%S.{f}",
        22: "%m/%d/%y {h}:%M:%S %p", 23: "%Y-%m-%d", 24: "%H:%M:%S", 25: "%Y-%m-%d %H:%M:%S.{f}",
        100: "%b {d} %Y {h}:%M%p", 101: "%m/%d/%Y", 102: "%Y.%m.%d", 103: "%d/%m/%Y", 104: "%d.%m.%Y", 105: "%d-%m-%Y",
        106: "%d %b %Y", 107: "%b %d, %Y", 108: "%H:%M:%S", 109: "%b {d} %Y {h}:%M:%S:{f}%p", 110: "%m-%d-%Y",
        111: "%Y/%m/%d", 112: "%Y%m%d", 113: "%d %b %Y %H:%M:%S:{f}", 114: "%H:%M:%S:{f}", 120: "%Y-%m-%d %H:%M:%S",
        121: "%Y-%m-%d %H:%M:%S.{f}", 126: "%Y-%m-%dT%H:%M:%S.{f}", 127: "%Y-%m-%dT%H:%M:%S.{f}",
    ]

    private func styled(_ value: Typed, style: Int, at position: Position) throws(Diagnostic) -> Typed {
        guard var format = Self.styles[style] else { throw unknownStyle(style, value.type, at: position) }
        if value.type == .date { format = Self.withoutTime(format) }
        var stamp = value.sql
        if value.type == .date { stamp = "CAST(\(stamp) AS TIMESTAMP)" }
        if value.type.isTime {
            format = style == 108 || style == 8 || style == 24 ? "%H:%M:%S" : "%H:%M:%S.{f}"
            stamp = "(DATE '1900-01-01' + \(stamp))"
        }
        let digits = Self.fractionDigits(of: value.type)
        if digits == 0 { format = format.replacing(".{f}", with: "").replacing(":{f}", with: "") }
        // Style 126 leaves out a fraction of zero.
        if style == 126 || style == 127, value.type != .date, !value.type.isTime, digits > 0 {
            let whole = "%Y-%m-%dT%H:%M:%S"
            return plainText(
                try bound(stamp) { (date) throws(Diagnostic) in
                    let full = try self.formatted(date, whole + ".{f}", digits: digits)
                    return
                        "CASE WHEN microsecond(\(date)) % 1000000 = 0 THEN strftime(\(date), '\(whole)') ELSE \(full) END"
                })
        }
        return plainText(
            try bound(stamp) { (date) throws(Diagnostic) in try self.formatted(date, format, digits: digits) })
    }

    private static func fractionDigits(of type: DataType) -> Int {
        switch type {
        case .datetime2(let digits), .time(let digits): digits
        default: 3
        }
    }

    private static func withoutTime(_ format: String) -> String {
        guard let index = ["%H", "{h}"].compactMap({ format.range(of: $0)?.lowerBound }).min() else { return format }
        var head = String(format[..<index])
        while head.last == " " || head.last == "T" { head.removeLast() }
        return head
    }

    /// SQL that formats a timestamp; what strftime has not is put between.
    private func formatted(_ date: String, _ format: String, digits: Int) throws(Diagnostic) -> String {
        var parts: [String] = []
        var rest = Substring(format)
        func flush(_ text: Substring) {
            if !text.isEmpty { parts.append("strftime(\(date), \(SQL.literal(String(text))))") }
        }
        while let open = rest.firstIndex(of: "{") {
            flush(rest[..<open])
            switch rest[rest.index(after: open)] {
            case "d": parts.append("lpad(strftime(\(date), '%-d'), 2, ' ')")
            case "h": parts.append("lpad(strftime(\(date), '%-I'), 2, ' ')")
            default: parts.append(fractionText(date, digits: digits))
            }
            rest = rest[rest.index(open, offsetBy: 3)...]
        }
        flush(rest)
        return parts.count == 1 ? parts[0] : "(" + parts.joined(separator: " || ") + ")"
    }

    private func fractionText(_ date: String, digits: Int) -> String {
        switch digits {
        case 0: "'000'"
        case 7: "(strftime(\(date), '%f') || '0')"
        default: "left(strftime(\(date), '%f'), \(digits))"
        }
    }
}
