import Foundation
import Synchronization

/// Whether a compressed file is whole. The engine reads one that is cut off up to the break, and says nothing.
enum ArchiveEnd: Sendable, Equatable {
    case whole, cutOff, damaged

    /// What is said of it; nil when there is nothing to say.
    var note: String? {
        switch self {
        case .whole: nil
        case .cutOff: "the archive is cut off: only what stands before the break is here"
        case .damaged: "the archive is damaged: rows may be missing or wrong"
        }
    }

    /// Looks through a file. It reads all of it and writes nothing.
    /// - Parameter isCancelled: asked now and then; the answer is `whole` then.
    static func of(_ path: String, isCancelled: () -> Bool = { false }) -> ArchiveEnd {
        guard let reader = ArchiveReader(path: path) else { return .whole }
        while let first = reader.byte() {
            if isCancelled() { return .whole }
            var end: ArchiveEnd
            do throws(ArchiveBreak) {
                switch (first, reader.byte()) {
                case (0x1F, 0x8B?): end = try Deflate(reader).member(isCancelled)
                case (0x28, 0xB5?): end = try ZstandardFrame(reader).walk(isCancelled)
                case (0x50...0x5F, 0x2A?): end = try ZstandardFrame(reader).skip()
                // What follows the last member, such as zeros to fill a tape, is no part of it.
                default: return .whole
                }
            } catch { end = error == .ended ? .cutOff : .damaged }
            if end != .whole { return end }
        }
        return .whole
    }
}

/// Why an archive cannot be followed.
enum ArchiveBreak: Error { case ended, damaged }

/// Looks through an archive on a thread of its own while the engine reads it too.
final class ArchiveWatch: Sendable {
    private let found = Mutex<ArchiveEnd?>(nil)
    private let cancelled = Mutex(false)
    private let done = DispatchSemaphore(value: 0)

    init(_ paths: [String]) {
        Thread.detachNewThread { [self] in
            let isCancelled = { self.cancelled.withLock { $0 } }
            let end = paths.lazy.map { ArchiveEnd.of($0, isCancelled: isCancelled) }.first { $0 != .whole }
            found.withLock { $0 = end ?? .whole }
            done.signal()
        }
    }

    /// Looks through those of some files that are compressed; nil when none is.
    convenience init?(compressedOf paths: [String]) {
        let packed = paths.filter { FileHead(path: $0, count: 4).isCompressed }
        guard !packed.isEmpty else { return nil }
        self.init(packed)
    }

    /// Waits for the answer.
    func end() -> ArchiveEnd {
        done.wait()
        done.signal()
        return found.withLock { $0 ?? .whole }
    }

    func cancel() { cancelled.withLock { $0 = true } }
}

/// Bytes of a file one after another.
final class ArchiveReader {
    private let file: FileHandle
    private var piece: [UInt8] = []
    private var next = 0

    init?(path: String) {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        self.file = file
    }

    deinit { try? file.close() }

    @inline(__always)
    func byte() -> UInt8? {
        if next < piece.count {
            next += 1
            return piece[next - 1]
        }
        return refill()
    }

    private func refill() -> UInt8? {
        piece = (try? file.read(upToCount: 1 << 20)).flatMap { $0.map(Array.init) } ?? []
        next = piece.isEmpty ? 0 : 1
        return piece.first
    }

    /// A whole number of some bytes, the lowest first.
    func number(_ bytes: Int) throws(ArchiveBreak) -> Int {
        var value = 0
        for index in 0..<bytes {
            guard let byte = byte() else { throw .ended }
            value |= Int(byte) << (8 * index)
        }
        return value
    }

    func skip(_ count: Int) throws(ArchiveBreak) {
        var left = count
        while left > piece.count - next {
            left -= piece.count - next
            guard left > 0, refill() != nil else { throw .ended }
            left -= 1
        }
        next += left
    }
}

/// A frame of zstd: blocks say how long they are.
struct ZstandardFrame {
    let reader: ArchiveReader

    init(_ reader: ArchiveReader) { self.reader = reader }

    /// Behind the first two bytes of the mark.
    func walk(_ isCancelled: () -> Bool) throws(ArchiveBreak) -> ArchiveEnd {
        guard try reader.number(2) == 0xFD2F else { return .damaged }
        let flags = try reader.number(1)
        let isSingle = flags & 0x20 != 0
        let sizes = [isSingle ? 1 : 0, 2, 4, 8]
        try reader.skip((isSingle ? 0 : 1) + [0, 1, 2, 4][flags & 3] + sizes[flags >> 6])
        while true {
            let block = try reader.number(3)
            switch block >> 1 & 3 {
            case 1: try reader.skip(1)
            case 3: return .damaged
            default: try reader.skip(block >> 3)
            }
            if block & 1 != 0 || isCancelled() { break }
        }
        if flags & 4 != 0 { try reader.skip(4) }
        return .whole
    }

    /// A frame that holds no data.
    func skip() throws(ArchiveBreak) -> ArchiveEnd {
        guard try reader.number(2) == 0x184D else { return .damaged }
        try reader.skip(try reader.number(4))
        return .whole
    }
}
