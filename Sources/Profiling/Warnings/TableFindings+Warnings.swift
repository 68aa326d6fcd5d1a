extension TableFindings {
    /// What a person should know about the table as a whole.
    public var warnings: [ProfileWarning] {
        var all = equalColumns.map { pair in
            ProfileWarning(
                .duplicateColumn, .warning, column: pair.other, "duplicate column",
                evidence: "the same values as '\(pair.one)' in every row")
        }
        if let duplicateRows, duplicateRows > 0 {
            all.append(
                ProfileWarning(
                    .duplicateRows, .warning, "duplicated rows",
                    evidence: "\(WarningText.of(duplicateRows, "row")) of \(WarningText.count(rows)) "
                        + "(\(WarningText.share(duplicateRows, of: rows))) equal an earlier one in every column"))
        }
        return all
    }
}
