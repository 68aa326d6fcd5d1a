import Foundation
import Tabular

/// The longest line of some files. The engine leaves out, without a word, what does not fit into its buffer.
struct LongLine {
    var path: String
    /// Its number, from 1.
    var line: Int
    var bytes: Int

    /// So much fits into the usual buffer, and so much into the largest.
    static let usual = 3_500_000, most = 32 << 20

    /// The first line that is longer than any buffer or, failing that, the longest beyond the usual; nil: all are usual.
    static func find(in paths: [String], _ session: Session) throws(Problem) -> LongLine? {
        var found: LongLine?
        for path in paths where CSVOpener.size(of: path) > usual {
            guard let file = FileHandle(forReadingAtPath: path) else { continue }
            defer { try? file.close() }
            var line = 1, begun = 0, offset = 0
            while let piece = (try? file.read(upToCount: 4 << 20)).flatMap(\.self), !piece.isEmpty {
                try session.check()
                piece.withUnsafeBytes { bytes in
                    guard let start = bytes.baseAddress else { return }
                    var at = 0
                    while at < bytes.count, let end = memchr(start + at, 10, bytes.count - at) {
                        let place = start.distance(to: UnsafeRawPointer(end))
                        let length = offset + place - begun
                        if length > usual, length > found?.bytes ?? 0, found?.bytes ?? 0 <= most {
                            found = LongLine(path: path, line: line, bytes: length)
                        }
                        line += 1
                        begun = offset + place + 1
                        at = place + 1
                    }
                }
                offset += piece.count
            }
            if offset - begun > max(usual, found?.bytes ?? 0), found?.bytes ?? 0 <= most {
                found = LongLine(path: path, line: line, bytes: offset - begun)
            }
        }
        return found
    }

    var problem: Problem {
        Problem(
            "line \(line) of \(path) is too long to be read: \(bytes / 1_000_000) MB",
            hint: "Lines of up to \(Self.most >> 20) MB are read: break it up, or take it out.")
    }
}
