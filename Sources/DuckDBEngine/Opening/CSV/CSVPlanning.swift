import Foundation
import Tabular

/// Finds the dialect of delimited files and makes them readable for the engine.
struct CSVPlanning {
    let session: Session

    /// - Parameter rewriting: whether to rewrite the text even if nothing in its beginning calls for it.
    func plan(_ files: FileList, options: ReadingOptions, rewriting: Bool = false) throws(Problem) -> CSVPlan {
        var first: (dialect: CSVDialect, head: CSVHead)?
        var paths: [String] = []
        var notes: [String] = []
        for path in files.paths {
            let head = try CSVHead(path: path, options: options, session: session)
            let sniffer = CSVSniffer(head.bytes, isWhole: head.isWhole, name: path, options: options)
            guard let best = sniffer.candidates.first else { throw Problem("\(path) holds no table") }
            let dialect = CSVDialect(best, head.bytes, isWhole: head.isWhole, options: options)
            guard !dialect.names.isEmpty else {
                throw Problem(
                    "\(path) holds nothing after the lines that are left out", hint: "Leave out fewer lines.",
                    kind: .usage)
            }
            if let first, first.dialect.names != dialect.names || !first.dialect.isRead(like: dialect) {
                throw Self.difference(files.paths[0], first.dialect, path, dialect)
            }
            if first == nil { first = (dialect, head) }
            paths.append(try readable(path, head, dialect, rewriting, &notes))
        }
        guard let first else { throw Problem("no file was named") }
        var plan = CSVPlan(files: files, readAs: paths, dialect: first.dialect, head: first.head, options: options)
        plan.notes += notes
        if first.head.encoding != .utf8 {
            plan.notes.append("the text is not UTF-8: it is read as \(first.head.encoding.rawValue)")
        }
        if let note = Self.expansion(files.paths) { plan.notes.append(note) }
        return plan
    }

    private static func difference(
        _ path: String, _ dialect: CSVDialect, _ otherPath: String, _ other: CSVDialect
    ) -> Problem {
        Problem(
            "the files differ in columns: \(otherPath) does not look like \(path)",
            detail: "\(path): \(dialect.names.joined(separator: ", "))\n"
                + "\(otherPath): \(other.names.joined(separator: ", "))",
            hint: "Open them one at a time.")
    }

    /// The file itself, or its text as the engine can read it.
    private func readable(
        _ path: String, _ head: CSVHead, _ dialect: CSVDialect, _ rewriting: Bool, _ notes: inout [String]
    ) throws(Problem) -> String {
        guard head.compression == nil else { return path }
        // The engine unpacks by the name; a plain text of such a name is read under another.
        let isMisnamed = [".gz", ".zst"].contains { path.lowercased().hasSuffix($0) }
        let isMixed = dialect.lineEnd == "mixed" || (rewriting && !isMisnamed)
        guard isMixed || isMisnamed || rewriting || head.encoding != .utf8 else { return path }
        let quote = dialect.quote?.utf8.first ?? 0
        let copy = try TextRewriter(session: session).rewrite(
            path, from: head.encoding, mark: head.mark, unifiesLineEnds: isMixed, quote: quote)
        if isMisnamed { notes.append("\((path as NSString).lastPathComponent) is plain text, not an archive") }
        if isMixed { notes.append("the lines end in several ways: each is taken for the end of a line") }
        if copy.faults > 0 {
            notes.append(
                "\(copy.faults) \(copy.faults == 1 ? "character" : "characters") cannot be read: shown as \u{FFFD}")
        }
        return copy.path
    }

    /// What is said of archives that hold far more than they seem to.
    private static func expansion(_ paths: [String]) -> String? {
        var (packed, unpacked) = (0, 0)
        for path in paths {
            let head = FileHead(path: path, count: 4)
            guard head.isGzip, head.tail.count >= 4 else { continue }
            packed += CSVOpener.size(of: path)
            unpacked += head.tail.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        // More than the packing can do is no length: the file is cut off.
        guard packed > 0, unpacked > 1 << 30, (51...1100).contains(unpacked / packed) else { return nil }
        let size = String(format: "%.1f", Double(unpacked) / 1e9)
        return "the archive expands \(unpacked / packed) times, to \(size) GB or more: loading it takes that room"
    }
}

extension CSVDialect {
    /// Whether the same words of the engine read both.
    func isRead(like other: CSVDialect) -> Bool {
        delimiter == other.delimiter && quote == other.quote && skip == other.skip && hasHeader == other.hasHeader
    }
}
