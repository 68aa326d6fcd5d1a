import Foundation
import Tabular

/// Opens `http(s)://` and `s3://` addresses: Parquet where it is, anything else from a copy.
struct RemoteOpener {
    let session: Session
    static let schemes = ["http", "https", "s3", "gs", "gcs", "r2"]

    static func isRemote(_ word: String) -> Bool {
        guard let end = word.range(of: "://") else { return false }
        return schemes.contains(word[..<end.lowerBound].lowercased())
    }

    func open(_ address: SourceAddress, as location: SourceLocation) throws(Problem) -> OpenedTable {
        try session.require("httpfs")
        do throws(Problem) {
            var table = try read(address, location)
            let host = URL(string: address.path)?.host ?? address.path
            table.notes.append("read over the network from \(host)")
            return table
        } catch {
            throw RemoteError.problem(error, address.path)
        }
    }

    private func read(_ address: SourceAddress, _ location: SourceLocation) throws(Problem) -> OpenedTable {
        let paths = try files(at: address.path)
        if FileFormat.byName(String(paths[0].prefix { $0 != "?" })) == .parquet {
            var table = try ParquetOpener(session: session).open(FileList(paths: paths, format: .parquet), as: location)
            table.fingerprint = try fingerprint(paths)
            return table
        }
        let copier = RemoteCopy(session: session)
        var copies: [String] = []
        for path in paths { copies.append(try copier.copy(path)) }
        let opener = SourceOpener(session: session)
        if copies.count == 1 {
            return try opener.openFile(SourceAddress(path: copies[0], part: address.part), as: location)
        }
        return try opener.open(FileList(files: copies), as: location)
    }

    /// The files of a pattern or of a folder in a bucket.
    private func files(at address: String) throws(Problem) -> [String] {
        let isBucket = !address.lowercased().hasPrefix("http")
        guard isBucket, address.hasSuffix("/") || address.contains(where: { "*?[".contains($0) }) else {
            return [address]
        }
        let pattern = address.hasSuffix("/") ? address + "**" : address
        let found = try session.rows("SELECT file FROM glob(\(SQL.literal(pattern))) ORDER BY 1").compactMap { $0[0] }
        let tables = found.filter { FileFormat.byName($0) != nil }
        guard let first = tables.first else {
            throw Problem("no table matches \(address)", hint: "Check the bucket, the folder and the pattern.")
        }
        let format = FileFormat.byName(first)
        return tables.filter { FileFormat.byName($0) == format }
    }

    /// Names the content by what the server says of it.
    private func fingerprint(_ paths: [String]) throws(Problem) -> String {
        let facts = try session.rows(
            "SELECT filename, size, last_modified FROM read_blob(\(ParquetOpener.list(paths)))")
        let text = facts.map { $0.map { $0 ?? "" }.joined(separator: "|") }.sorted().joined(separator: "\n")
        let size = facts.reduce(0) { $0 + ($1[1].flatMap { Int($0) } ?? 0) }
        return "files:\(paths.count):\(size):" + Fingerprint.hash(text)
    }
}
