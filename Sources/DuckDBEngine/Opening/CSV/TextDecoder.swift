/// The encodings of text that are read.
enum TextEncoding: String, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16 LE"
    case utf16BigEndian = "UTF-16 BE"
    case windows1252 = "Windows-1252"
    case latin1 = "Latin-1"

    /// The encoding that the first bytes of a file show, and the length of the mark that shows it.
    /// - Parameter isWhole: whether there is no more; otherwise a character may be cut off.
    static func found(in bytes: [UInt8], isWhole: Bool) -> (encoding: TextEncoding, mark: Int) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if let wide = withoutMark(bytes.prefix(4096)) { return (wide, 0) }
        var text = bytes[...]
        if !isWhole { text = text.dropLast(tail(text)) }
        if (try? UTF8Span(validating: text.span)) != nil { return (.utf8, 0) }
        // Text with many good characters beyond ASCII and a few bad bytes is UTF-8 that was damaged.
        let decoded = String(decoding: text, as: UTF8.self).unicodeScalars
        var (good, bad, controls) = (0, 0, 0)
        for scalar in decoded where scalar.value > 0x7F {
            if scalar == "\u{FFFD}" { bad += 1 } else { good += 1 }
        }
        if good > bad * 4 { return (.utf8, 0) }
        for byte in text where (0x80...0x9F).contains(byte) { controls += 1 }
        return (controls > 0 ? .windows1252 : .latin1, 0)
    }

    /// The bytes at the end that may be the beginning of a character.
    private static func tail(_ bytes: ArraySlice<UInt8>) -> Int {
        let last = bytes.suffix(4)
        guard let start = last.lastIndex(where: { $0 < 0x80 || $0 >= 0xC0 }), last[start] >= 0xC0 else { return 0 }
        return bytes.endIndex - start
    }

    /// Latin text in 16 bits is zeros in every other byte.
    private static func withoutMark(_ bytes: ArraySlice<UInt8>) -> TextEncoding? {
        var zeros = [0, 0]
        for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index % 2] += 1 }
        let half = bytes.count / 2
        guard half > 1 else { return nil }
        if zeros[1] > half * 6 / 10, zeros[0] < half / 10 { return .utf16LittleEndian }
        return zeros[0] > half * 6 / 10 && zeros[1] < half / 10 ? .utf16BigEndian : nil
    }
}

/// Turns text of any encoding into UTF-8, piece by piece.
struct TextDecoder {
    let encoding: TextEncoding
    /// Characters that cannot be read; each becomes a replacement character.
    private(set) var faults = 0
    private var pending: [UInt8] = []

    init(_ encoding: TextEncoding) { self.encoding = encoding }

    mutating func decode(_ bytes: some Collection<UInt8>, isLast: Bool, into output: inout [UInt8]) {
        switch encoding {
        case .utf8: output.append(contentsOf: bytes)
        case .latin1: for byte in bytes { Self.append(UInt32(byte), to: &output) }
        case .windows1252:
            for byte in bytes {
                Self.append((0x80...0x9F).contains(byte) ? Self.windows[Int(byte) - 0x80] : UInt32(byte), to: &output)
            }
        case .utf16LittleEndian, .utf16BigEndian: decodeWide(bytes, isLast: isLast, into: &output)
        }
    }

    private mutating func decodeWide(_ bytes: some Collection<UInt8>, isLast: Bool, into output: inout [UInt8]) {
        let all = pending + Array(bytes)
        pending = []
        let isLittle = encoding == .utf16LittleEndian
        func unit(_ at: Int) -> UInt32 {
            isLittle
                ? UInt32(all[at]) | UInt32(all[at + 1]) << 8 : UInt32(all[at]) << 8 | UInt32(all[at + 1])
        }
        var index = 0
        while index + 1 < all.count {
            let first = unit(index)
            index += 2
            guard (0xD800...0xDFFF).contains(first) else {
                Self.append(first, to: &output)
                continue
            }
            guard index + 1 < all.count else {
                index -= 2
                break
            }
            let second = unit(index)
            guard first < 0xDC00, (0xDC00...0xDFFF).contains(second) else {
                faults += 1
                Self.append(0xFFFD, to: &output)
                continue
            }
            index += 2
            Self.append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), to: &output)
        }
        if index < all.count {
            if isLast {
                faults += 1
                Self.append(0xFFFD, to: &output)
            } else {
                pending = Array(all[index...])
            }
        }
    }

    private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        if scalar < 0x80 {
            output.append(UInt8(truncatingIfNeeded: scalar))
        } else if let encoded = Unicode.Scalar(scalar).flatMap(UTF8.encode) {
            output.append(contentsOf: encoded)
        }
    }

    /// The characters of the bytes 0x80 to 0x9F; the five that stand for none stay control characters.
    private static let windows: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
