import Foundation
import Tabular

/// A file inside a zip archive, found by the archive's directory.
struct ZipEntry {
    var name: String
    /// 0: stored as it is, 8: deflated.
    var method: Int
    var checksum: [UInt8]
    var packedSize: Int
    var size: Int
    private var offset: Int

    /// The entries of an archive; none when it is no archive.
    static func all(in path: String) -> [ZipEntry] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        guard let end = try? file.seekToEnd() else { return [] }
        // The end of the directory is within the last 64 KB: a comment may follow it.
        let tail = Bytes(file, from: max(0, Int(end) - 65_557), count: 65_557)
        guard let mark = tail.last(of: [0x50, 0x4B, 5, 6]) else { return [] }
        let count = tail.number(at: mark + 10, 2)
        let directory = Bytes(file, from: tail.number(at: mark + 16, 4), count: tail.number(at: mark + 12, 4))
        var entries: [ZipEntry] = []
        var at = 0
        for _ in 0..<count {
            guard directory.number(at: at, 4) == 0x0201_4B50 else { break }
            let nameLength = directory.number(at: at + 28, 2)
            entries.append(
                ZipEntry(
                    name: String(decoding: directory.slice(at + 46, nameLength), as: UTF8.self),
                    method: directory.number(at: at + 10, 2), checksum: directory.slice(at + 16, 4),
                    packedSize: directory.number(at: at + 20, 4), size: directory.number(at: at + 24, 4),
                    offset: directory.number(at: at + 42, 4)))
            at += 46 + nameLength + directory.number(at: at + 30, 2) + directory.number(at: at + 32, 2)
        }
        return entries
    }

    /// The packed bytes as a gzip file (or the stored ones as they are), which the engine can read.
    func unpackable(from path: String) -> Data {
        guard let file = FileHandle(forReadingAtPath: path) else { return Data() }
        defer { try? file.close() }
        let head = Bytes(file, from: offset, count: 30)
        let start = offset + 30 + head.number(at: 26, 2) + head.number(at: 28, 2)
        let packed = Bytes(file, from: start, count: packedSize).bytes
        guard method == 8 else { return Data(packed) }
        let length = (0..<4).map { UInt8((size >> ($0 * 8)) & 0xFF) }
        return Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + packed + checksum + length)
    }
}

/// Some bytes of a file; what is beyond them reads as zero.
private struct Bytes {
    let bytes: [UInt8]

    init(_ file: FileHandle, from offset: Int, count: Int) {
        try? file.seek(toOffset: UInt64(max(0, offset)))
        bytes = Array((try? file.read(upToCount: count)) ?? Data())
    }

    func number(at index: Int, _ width: Int) -> Int {
        (0..<width).reduce(0) { index + $1 < bytes.count ? $0 | Int(bytes[index + $1]) << ($1 * 8) : $0 }
    }

    func slice(_ start: Int, _ count: Int) -> [UInt8] {
        start < bytes.count ? Array(bytes[start..<min(bytes.count, start + count)]) : []
    }

    func last(of mark: [UInt8]) -> Int? {
        guard bytes.count >= mark.count else { return nil }
        return (0...(bytes.count - mark.count)).last { Array(bytes[$0..<($0 + mark.count)]) == mark }
    }
}
