import Tabular

/// One way to take a text apart, and how well it fits.
struct CSVCandidate {
    let delimiter: String
    /// Nil: quotes mean nothing.
    let quote: String?
    let escape: String
    let text: CSVText
    let layout: CSVLayout
    /// The share of bytes below the preamble that are in whole records of the usual width.
    let accounted: Double
    /// The share of fields that look like one value.
    let typed: Double
    private(set) var score: Double
    /// Whether more fields are in quotes as they should be than not.
    let hasGoodQuotes: Bool

    /// The same where quotes seem to mean something.
    var lessLikely: CSVCandidate {
        var candidate = self
        candidate.score /= 2
        return candidate
    }

    /// Names with delimiters in them are not one column; numbers with commas below one name are not two.
    private static func doubt(
        _ delimiter: String, _ body: ArraySlice<CSVRecord>, _ layout: CSVLayout, _ records: [CSVRecord]
    ) -> Double {
        if delimiter == none { return body.first?.crowdedFields ?? 0 > 0 ? 0.6 : 1 }
        guard delimiter == ",", layout.width == 2, layout.start > 0, records[layout.start - 1].fields.count == 1 else {
            return 1
        }
        return body.allSatisfy { $0.fields.allSatisfy { Int($0) != nil } } ? 0.3 : 1
    }

    /// What stands for a delimiter where there is none: a character that text does not hold.
    static let none = "\u{1F}"

    init(
        _ bytes: ArraySlice<UInt8>, delimiter: String, quote: String?, escape: String, isWhole: Bool, skip: Int?,
        prior: Double
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.escape = escape
        let marks = CSVText.Marks(
            delimiter: delimiter.utf8.first ?? 44, quote: quote?.utf8.first ?? 0, escape: escape.utf8.first ?? 0)
        var text = CSVText(bytes, marks)
        // What the end of the piece cuts off says nothing, unless it is all there is.
        if !isWhole, text.records.count > 1 { text.records.removeLast() }
        layout = CSVLayout(text.records, skip: skip)
        let body = text.records[layout.start...]
        var (all, fitting, fields, crowded, numbers, quoted, stray) = (0, 0, 0, 0, 0, 0, 0)
        for record in body {
            all += record.bytes
            if record.fields.count == layout.width, !record.hasStrayQuote { fitting += record.bytes }
            fields += record.fields.count
            crowded += record.crowdedFields
            numbers += record.fields.count { Double($0) != nil }
            quoted += record.quotedFields
            if record.hasStrayQuote { stray += 1 }
        }
        if isWhole, text.isOpen, let last = body.last, last.fields.count == layout.width { fitting -= last.bytes }
        self.text = text
        hasGoodQuotes = quoted > 2 * stray && !(isWhole && text.isOpen)
        accounted = all == 0 ? 0 : Double(fitting) / Double(all)
        typed = fields == 0 ? 0 : 1 - 0.75 * Double(crowded) / Double(fields)
        let width = Double(layout.width)
        let shape = layout.width == 1 ? 0.5 : (width - 0.5) / width
        // Spaces are in any prose; between numbers they are delimiters.
        let isNumeric = fields > 0 && Double(numbers) / Double(fields) > 0.5
        let likely = delimiter == " " && isNumeric ? 0.9 : delimiter == ":" && isNumeric ? 0.4 : prior
        score = accounted * accounted * shape * typed * likely * Self.doubt(delimiter, body, layout, text.records)
    }
}

/// Tries the ways to take a text apart.
struct CSVSniffer {
    let candidates: [CSVCandidate]
    /// So much of the beginning is compared.
    private static let limit = 24 << 10

    /// - Parameters:
    ///   - bytes: the beginning of the file in UTF-8; its last line may be cut off when `isWhole` is false.
    ///   - name: the file's name, whose ending may promise a delimiter.
    init(_ bytes: [UInt8], isWhole: Bool, name: String, options: ReadingOptions) {
        let piece = bytes.prefix(Self.limit)
        let isWhole = isWhole && piece.count == bytes.count
        var present: Set<UInt8> = []
        for byte in piece { present.insert(byte) }
        let quotes = Self.quotes(in: piece, present, options)
        var found: [CSVCandidate] = []
        for (delimiter, prior) in Self.delimiters(present, name, options) {
            for (quote, escape, likely) in quotes {
                found.append(
                    CSVCandidate(
                        piece, delimiter: delimiter, quote: quote, escape: escape, isWhole: isWhole,
                        skip: options.skippedLines, prior: prior * likely))
            }
        }
        found = found.map { candidate in
            Self.isOutdone(candidate, by: found) ? candidate.lessLikely : candidate
        }
        // Without fields to tell apart, every delimiter says the same.
        let wide = found.filter { $0.layout.width > 1 || $0.delimiter == CSVCandidate.none || options.delimiter != nil }
        candidates = wide.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
            .map(\.element)
    }

    /// Whether another candidate makes sense of what this one takes for odd: quotes that mean something, or a first
    /// line that is left out although it has as many fields as all others.
    private static func isOutdone(_ candidate: CSVCandidate, by others: [CSVCandidate]) -> Bool {
        let alike = others.filter { $0.delimiter == candidate.delimiter }
        if candidate.quote == nil { return alike.contains { $0.quote == "\"" && $0.hasGoodQuotes } }
        if candidate.quote == "\"", !candidate.hasGoodQuotes,
            let single = alike.first(where: { $0.quote == "'" }), single.hasGoodQuotes,
            single.layout.width != candidate.layout.width, single.accounted > candidate.accounted
        {
            return true
        }
        return candidate.layout.start > 0
            && others.contains {
                $0.delimiter != candidate.delimiter && $0.layout.width > 1 && $0.layout.start == 0 && $0.accounted == 1
            }
    }

    private static func delimiters(
        _ present: Set<UInt8>, _ name: String, _ options: ReadingOptions
    ) -> [(String, Double)] {
        if let delimiter = options.delimiter { return [(delimiter, 1)] }
        let lower = name.lowercased()
        let promised = lower.contains(".tsv") || lower.contains(".tab") ? "\t" : lower.contains(".psv") ? "|" : nil
        let known: [(String, Double)] = [
            (",", 1), ("\t", 1), (";", 1), ("|", 1), ("^", 0.7), ("~", 0.7), ("\u{1}", 0.9), (":", 0.6), (" ", 0.5),
        ]
        let here = known.filter { delimiter, _ in delimiter.utf8.first.map(present.contains) ?? false }
        return here.map { ($0.0, $0.0 == promised ? 1.2 : $0.1) } + [(CSVCandidate.none, 1)]
    }

    private static func quotes(
        in piece: ArraySlice<UInt8>, _ present: Set<UInt8>, _ options: ReadingOptions
    ) -> [(String?, String, Double)] {
        let hasBackslash = contains([0x5C, 0x22], in: piece)
        if let quote = options.quote {
            return quote.isEmpty ? [(nil, "", 1)] : [(quote, quote == "\"" && hasBackslash ? "\\" : quote, 1)]
        }
        guard present.contains(0x22) || present.contains(0x27) else { return [("\"", "\"", 1)] }
        var found: [(String?, String, Double)] = [("\"", "\"", 1)]
        if hasBackslash { found.insert(("\"", "\\", 1), at: 0) }
        if present.contains(0x22) { found.append((nil, "", 0.9)) }
        let single = [0x2C, 0x3B, 0x09, 0x7C, 0x0A].contains { contains([$0, 0x27], in: piece) }
        if single { found.append(("'", "'", 0.97)) }
        return found
    }

    private static func contains(_ pair: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { $0 == pair[0] && $1 == pair[1] }
    }
}
