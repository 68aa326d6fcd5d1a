/// A text follows its edits without being read again as a whole: a key in a long script costs what the key changes.
extension SQLText {
    /// The most bytes behind a token that decide where it ends: `1e` and `+` are other tokens than `1e+5`.
    private static let lookAhead = 3

    /// The same as `SQLText(text)`.
    public func edited(to text: String) -> SQLText {
        let new = Array(text.utf8)
        let head = Self.sameHead(bytes, new)
        let tail = Self.sameTail(bytes, new, butFor: head)
        let kept = firstToken(endingAfter: max(-1, head - Self.lookAhead - 1))
        let (fresh, next) = SQLLexer.tokens(
            of: new, from: kept > 0 ? tokens[kept - 1].range.upperBound : 0, untilThoseOf: tokens[kept...],
            movedBy: new.count - bytes.count, areSameFrom: new.count - tail)
        let shift = Shift(bytes: new.count - bytes.count, tokens: kept + fresh.count - next)
        var all = tokens
        all.replaceSubrange(kept..<next, with: fresh)
        if shift.bytes != 0 {
            for index in (kept + fresh.count)..<all.count { all[index].range = shift.moved(all[index].range) }
        }
        let statements = statements(of: all, new, kept: kept, sameFrom: kept + fresh.count, shift)
        return SQLText(tokens: all, statements: statements, bytes: new)
    }

    /// How far what is behind an edit moves.
    private struct Shift {
        var bytes: Int
        var tokens: Int

        func moved(_ range: Range<Int>) -> Range<Int> { range.lowerBound + bytes..<range.upperBound + bytes }

        func moved(_ statement: SQLStatement) -> SQLStatement {
            var copy = statement
            copy.range = moved(statement.range)
            copy.whole = moved(statement.whole)
            copy.tokens = statement.tokens.lowerBound + tokens..<statement.tokens.upperBound + tokens
            return copy
        }
    }

    /// The statements before the edit, those that it touches, and those behind it.
    private func statements(
        of all: [SQLToken], _ new: [UInt8], kept: Int, sameFrom: Int, _ shift: Shift
    ) -> [SQLStatement] {
        let semicolon = { (index: Int) in SQLStatement.isEnd(all[index], new) }
        let start = ((0..<kept).last(where: semicolon) ?? -1) + 1
        let end = (sameFrom..<all.count).first(where: semicolon)
        let before = statements.prefix { $0.tokens.upperBound < start }
        let touched = SQLStatement.split(all, new, from: start, upTo: end.map { $0 + 1 } ?? all.count)
        let behind = end.map { end in statements.drop { $0.tokens.lowerBound + shift.tokens <= end } } ?? []
        return before + touched + behind.map(shift.moved)
    }

    /// How many bytes two texts begin with that are the same.
    private static func sameHead(_ a: [UInt8], _ b: [UInt8]) -> Int {
        let limit = min(a.count, b.count)
        return a.withUnsafeBytes { a in
            b.withUnsafeBytes { b in
                var n = 0
                while n + 8 <= limit,
                    a.loadUnaligned(fromByteOffset: n, as: UInt64.self)
                        == b.loadUnaligned(fromByteOffset: n, as: UInt64.self)
                { n += 8 }
                while n < limit, a[n] == b[n] { n += 1 }
                return n
            }
        }
    }

    /// How many bytes two texts end with that are the same, of those behind the first ones.
    private static func sameTail(_ a: [UInt8], _ b: [UInt8], butFor head: Int) -> Int {
        let limit = min(a.count, b.count) - head
        return a.withUnsafeBytes { a in
            b.withUnsafeBytes { b in
                var n = 0
                while n + 8 <= limit,
                    a.loadUnaligned(fromByteOffset: a.count - n - 8, as: UInt64.self)
                        == b.loadUnaligned(fromByteOffset: b.count - n - 8, as: UInt64.self)
                { n += 8 }
                while n < limit, a[a.count - n - 1] == b[b.count - n - 1] { n += 1 }
                return n
            }
        }
    }
}
