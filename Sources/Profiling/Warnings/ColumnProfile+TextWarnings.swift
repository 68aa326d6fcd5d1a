import Tabular

extension ColumnProfile {
    var textWarnings: [ProfileWarning?] {
        guard let text else { return [] }
        return [mixedTypes(text), wrongType(text), blanks(text), padding(text), spellings(text), manyValues]
    }

    private var trimmed: String { TextShape.trimmed(name) }

    /// "98 % read as numbers", of all values or of those of a sample.
    private func share(_ part: Int, _ content: TextContent) -> String {
        let sample = content.basis == .exact ? "" : " of a sample"
        return WarningText.share(part, of: content.values) + sample
    }

    /// Some values read as numbers or dates, and others as neither (or both are there).
    private func mixedTypes(_ text: TextContent) -> ProfileWarning? {
        let (numbers, dates, all) = (text.numbers, text.dates, text.values)
        // Codes of hexadecimal digits are numbers by chance.
        guard text.hexadecimal < all, max(numbers, dates) < all, (numbers + dates) * 20 >= all else { return nil }
        var parts: [String] = []
        if numbers > 0 { parts.append("\(share(numbers, text)) read as numbers") }
        if dates > 0 { parts.append("\(share(dates, text)) as dates".replacingPrefix(parts.isEmpty)) }
        let rest = all - numbers - dates
        if rest > 0 {
            parts.append("\(WarningText.of(rest, "value")) as neither, such as \(WarningText.list(text.others))")
        }
        let shape = numbers >= dates ? TextShape.number : TextShape.date
        let odd = "NOT \(TextShape.matches(trimmed, shape)) AND \(trimmed) <> ''"
        let most = max(numbers, dates) * 2 >= all
        return warn(
            .mixedTypes, .warning, "mixed types", parts.joined(separator: ", "),
            where: most ? odd : TextShape.matches(trimmed, shape))
    }

    private func mixedTypes(_ text: TextSummary) -> ProfileWarning? { text.content.flatMap(mixedTypes) }

    /// All values read as numbers, or as dates.
    private func wrongType(_ text: TextSummary) -> ProfileWarning? {
        guard let content = text.content, content.values > 0 else { return nil }
        if content.numbers == content.values {
            let zeros = content.leadingZeros
            return warn(
                .numbersAsText, .note, "numbers kept as text",
                zeros == 0
                    ? "\(share(content.values, content)) read as numbers"
                    : "\(WarningText.of(zeros, "value")) with zeros in front, which a number would lose")
        }
        guard content.dates == content.values else { return nil }
        return warn(.datesAsText, .note, "dates kept as text", "\(share(content.values, content)) read as dates")
    }

    private func blanks(_ text: TextSummary) -> ProfileWarning? {
        guard text.empty + text.blank > 0 else { return nil }
        let parts = [
            text.empty > 0 ? WarningText.count(text.empty) + " empty" : nil,
            text.blank > 0 ? WarningText.count(text.blank) + " of nothing but space" : nil,
            nulls > 0 ? "besides \(WarningText.count(nulls)) NULL" : nil,
        ].compactMap { $0 }
        return warn(.blank, .warning, "blank values", parts.joined(separator: ", "), where: "\(trimmed) = ''")
    }

    private func padding(_ text: TextSummary) -> ProfileWarning? {
        guard text.padded > 0 else { return nil }
        return warn(
            .padded, .warning, "space around values", "in \(WarningText.of(text.padded, "row"))",
            where: "\(name) <> \(trimmed) AND \(trimmed) <> ''")
    }

    private func spellings(_ text: TextSummary) -> ProfileWarning? {
        guard let content = text.content, content.variantGroups > 0 else { return nil }
        let shown = content.variants.map { variant in
            "\(WarningText.quoted(variant.one)) and \(WarningText.quoted(variant.other))"
        }
        let more = content.variantGroups - shown.count
        let folded = "lower(\(trimmed))"
        let keys = content.variants.map { "lower(\(TextShape.trimmed(SQL.literal($0.one))))" }.joined(separator: ", ")
        return warn(
            .spellings, .warning, "several spellings",
            shown.joined(separator: "; ") + (more > 0 ? " and \(WarningText.count(more)) more" : "")
                + " differ in case or space only, \(WarningText.of(content.variantRows, "row"))",
            where: "\(folded) IN (\(keys))")
    }

    private var manyValues: ProfileWarning? {
        guard let distinct, column.type.kind == .text, Double(distinct) < 0.98 * Double(values) else { return nil }
        guard distinct > 1_000 || (distinct > 50 && distinct * 2 > values) else { return nil }
        let mark = distinctIsEstimate ? "≈" : ""
        return warn(
            .manyValues, .note, "many different values",
            "\(mark)\(WarningText.count(distinct)) among \(WarningText.of(values, "value"))")
    }
}

extension String {
    /// "12 % as dates" standing alone is "12 % read as dates".
    fileprivate func replacingPrefix(_ isAlone: Bool) -> String {
        isAlone ? replacing(" as dates", with: " read as dates") : self
    }
}
