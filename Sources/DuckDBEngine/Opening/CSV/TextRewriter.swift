import Foundation
import Tabular

/// Writes text that the engine cannot read as UTF-8 with line feeds, into the folder for temporary files.
struct TextRewriter {
    let session: Session
    private static let piece = 1 << 20

    /// The rewritten file and the number of characters that could not be read. The same file is rewritten once.
    /// - Parameter unifiesLineEnds: whether line ends outside quotes become line feeds.
    func rewrite(
        _ path: String, from encoding: TextEncoding, mark: Int, unifiesLineEnds: Bool, quote: UInt8
    ) throws(Problem) -> (path: String, faults: Int) {
        let key = "\(Fingerprint.of(files: [path])) \(encoding.rawValue) \(mark) \(unifiesLineEnds) \(quote)"
        if let known = session.core.sources.rewritten(key) { return known }
        let target = try session.core.scratch.file("text-\(session.core.nextNumber()).csv")
        do {
            let faults = try copy(path, to: target, encoding, mark, unifiesLineEnds, quote)
            let result = (path: target, faults: faults)
            session.core.sources.add(rewritten: result, for: key)
            return result
        } catch {
            try? FileManager.default.removeItem(atPath: target)
            if let problem = error as? Problem { throw problem }
            throw Problem(
                "cannot rewrite \(path) as UTF-8", detail: (error as NSError).localizedDescription,
                hint: "Make room in the temporary folder, or point TMPDIR at another one.")
        }
    }

    private func copy(
        _ path: String, to target: String, _ encoding: TextEncoding, _ mark: Int, _ unifies: Bool, _ quote: UInt8
    ) throws -> Int {
        guard let input = FileHandle(forReadingAtPath: path) else { throw Problem("cannot read \(path)") }
        defer { try? input.close() }
        guard FileManager.default.createFile(atPath: target, contents: nil),
            let output = FileHandle(forWritingAtPath: target)
        else { throw Problem("cannot write \(target)") }
        defer { try? output.close() }
        try input.seek(toOffset: UInt64(mark))
        var decoder = TextDecoder(encoding)
        var ends = LineEnds(quote: quote)
        while true {
            try session.check()
            let data = try input.read(upToCount: Self.piece) ?? Data()
            var text: [UInt8] = []
            text.reserveCapacity(data.count + data.count / 8)
            decoder.decode(data, isLast: data.isEmpty, into: &text)
            try output.write(contentsOf: Data(unifies ? ends.unified(text) : text))
            if data.isEmpty { return decoder.faults }
        }
    }

    /// Turns line ends outside quotes into line feeds.
    private struct LineEnds {
        let quote: UInt8
        private var isQuoted = false
        private var wasReturn = false

        init(quote: UInt8) { self.quote = quote }

        mutating func unified(_ text: [UInt8]) -> [UInt8] {
            var result: [UInt8] = []
            result.reserveCapacity(text.count)
            for byte in text {
                defer { wasReturn = byte == 13 && !isQuoted }
                if byte == quote, quote != 0 { isQuoted.toggle() }
                if isQuoted || (byte != 13 && byte != 10) {
                    result.append(byte)
                } else if byte == 13 || !wasReturn {
                    result.append(10)
                }
            }
            return result
        }
    }
}
