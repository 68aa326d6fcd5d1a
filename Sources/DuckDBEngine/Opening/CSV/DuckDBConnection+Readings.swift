public import Tabular

extension DuckDBConnection {
    public func readings(of source: SourceLocation) async throws -> [ReadingCandidate] {
        try await perform(workspace: .none) { try CSVAlternatives(session: $0).readings(of: source) }
    }
}

/// The ways in which delimited text may be read.
struct CSVAlternatives {
    let session: Session
    private static let shown = 9

    func readings(of source: SourceLocation) throws(Problem) -> [ReadingCandidate] {
        let table = try SourceOpener(session: session).open(source)
        let files = session.core.sources.files(of: table.relation.source)
        guard table.format == .csv, let path = files?.list.paths.first else { return [] }
        let head = try CSVHead(path: path, options: source.reading, session: session)
        var asked = source.reading
        (asked.delimiter, asked.quote) = (nil, nil)
        let sniffer = CSVSniffer(head.bytes, isWhole: head.isWhole, name: path, options: asked)
        return sniffer.candidates.prefix(Self.shown).map { reading($0, head, asked) }
    }

    private func reading(_ candidate: CSVCandidate, _ head: CSVHead, _ asked: ReadingOptions) -> ReadingCandidate {
        var options = asked
        options.delimiter = candidate.delimiter
        options.quote = candidate.quote ?? ""
        let dialect = CSVDialect(candidate, head.bytes, isWhole: head.isWhole, options: options)
        return ReadingCandidate(
            options: options,
            dialect: TextDialect(
                delimiter: candidate.delimiter, quote: candidate.quote,
                escape: candidate.quote == nil ? nil : candidate.escape, hasHeader: dialect.hasHeader,
                encoding: head.encoding.rawValue, hasByteOrderMark: head.mark > 0, lineEnd: dialect.lineEnd,
                skippedLines: dialect.skip, blankLines: dialect.blankLines, compression: head.compression),
            columns: dialect.names.count, rows: candidate.text.records.count - candidate.layout.start,
            accounted: candidate.accounted, typed: candidate.typed, score: candidate.score)
    }
}
