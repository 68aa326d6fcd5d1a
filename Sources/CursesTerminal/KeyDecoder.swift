import Screen

/// Turns the bytes that a terminal sends into key presses.
///
/// It knows the sequences of xterm and its family, of the Linux console, of rxvt and of VT100s; those of other
/// terminals come from their terminfo description through `sequences`.
struct KeyDecoder {
    /// Sequences of this terminal, from its description.
    var sequences: [[UInt8]: KeyPress] = [:]
    /// Whether the terminal was asked something: its answer may come in pieces.
    var awaitsAnswer = false
    private var bytes: [UInt8] = []
    private var pasted: [UInt8]?

    /// True when the bytes so far end inside something that may go on.
    var isIncomplete: Bool { !bytes.isEmpty || pasted != nil }
    var isPasting: Bool { pasted != nil }
    /// Whether what is there may be the beginning of an answer.
    var isInAnswer: Bool { awaitsAnswer && bytes.starts(with: [0x1b, 0x5d]) }

    private static let pasteEnd: [UInt8] = Array("\u{1b}[201~".utf8)

    /// What the bytes mean, all that is complete.
    mutating func decode(_ more: some Sequence<UInt8>) -> [KeyPress] {
        bytes += more
        var keys: [KeyPress] = []
        var used = 0
        while used < bytes.count {
            if pasted != nil {
                used = takePaste(from: used, into: &keys)
                if pasted != nil { break }
                continue
            }
            guard let (count, key) = next(bytes[used...]) else { break }
            used += count
            if let key { keys.append(key) }
        }
        bytes.removeFirst(used)
        return keys
    }

    /// Nothing more came for a while: what is left is what it seems to be.
    mutating func flush() -> [KeyPress] {
        guard pasted == nil, let first = bytes.first else { return [] }
        if bytes.count == 1, first == 0x1b {
            bytes = []
            return [.key(.escape)]
        }
        if first == 0x1b, bytes.count == 2, bytes[1] == 0x5b || bytes[1] == 0x4f {
            defer { bytes = [] }
            return [.key(.character(bytes[1] == 0x5b ? "[" : "O"), .alt)]
        }
        // Half a sequence or half a character is noise.
        bytes = []
        return []
    }

    private mutating func takePaste(from start: Int, into keys: inout [KeyPress]) -> Int {
        let end = Self.pasteEnd
        var i = start
        while i + end.count <= bytes.count {
            if bytes[i] == 0x1b, bytes[i..<(i + end.count)].elementsEqual(end) {
                let text = String(decoding: (pasted ?? []) + bytes[start..<i], as: UTF8.self)
                keys.append(
                    .paste(
                        text.split(separator: "\r\n", omittingEmptySubsequences: false)
                            .joined(separator: "\n").replacing("\r", with: "\n")))
                pasted = nil
                return i + end.count
            }
            i += 1
        }
        // The last bytes may be the beginning of the end.
        pasted?.append(contentsOf: bytes[start..<i])
        return i
    }

    /// The first thing in the bytes: how long it is, and the key if it is one. nil: more bytes are needed.
    private mutating func next(_ bytes: ArraySlice<UInt8>) -> (Int, KeyPress?)? {
        guard let first = bytes.first else { return nil }
        if first == 0x1b { return escape(bytes) }
        if let known = sequences[[first]] { return (1, known) }
        if first < 0x20 || first == 0x7f { return (1, Self.control(first)) }
        if first < 0x80 { return (1, .character(Character(Unicode.Scalar(first)))) }
        return character(bytes)
    }

    private static func control(_ byte: UInt8) -> KeyPress {
        switch byte {
        case 0: .key(.character(" "), .control)
        case 0x09: .key(.tab)
        case 0x0a, 0x0d: .key(.enter)
        case 0x7f: .key(.backspace)
        case 0x1c...0x1f: .control(Character(Unicode.Scalar(byte + 0x40)))
        default: .control(Character(Unicode.Scalar(byte + 0x60)))
        }
    }

    /// One character of UTF-8; marks that follow stay separate and join in the text.
    private func character(_ bytes: ArraySlice<UInt8>) -> (Int, KeyPress?)? {
        let first = bytes[bytes.startIndex]
        let length =
            first >= 0xf0 && first < 0xf8
            ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 1
        guard length > 1 else { return (1, nil) }
        let part = bytes.prefix(length)
        if part.dropFirst().contains(where: { $0 & 0xc0 != 0x80 }) { return (1, nil) }
        guard part.count == length else { return nil }
        return (length, String(decoding: part, as: UTF8.self).first.map { .character($0) })
    }

    private mutating func escape(_ bytes: ArraySlice<UInt8>) -> (Int, KeyPress?)? {
        let start = bytes.startIndex
        guard bytes.count > 1 else { return nil }
        for length in stride(from: min(bytes.count, 8), to: 1, by: -1) {
            if let known = sequences[Array(bytes.prefix(length))] { return (length, known) }
        }
        switch bytes[start + 1] {
        case 0x5b: return controlSequence(bytes)
        case 0x4f:
            guard bytes.count > 2 else { return nil }
            return (3, Self.keypad(bytes[start + 2]))
        case 0x5d, 0x50, 0x5f, 0x5e: return skipString(bytes)
        case 0x1b:
            // Alt with a key that is a sequence itself, or Escape twice.
            if let (count, key) = escape(bytes.dropFirst()), case .key(let named, let modifiers)? = key {
                return (count + 1, .key(named, modifiers.union(.alt)))
            }
            return (1, .key(.escape))
        default:
            guard let (count, key) = next(bytes.dropFirst()) else { return nil }
            if case .key(let named, let modifiers)? = key { return (count + 1, .key(named, modifiers.union(.alt))) }
            return (count + 1, nil)
        }
    }

    private static func keypad(_ byte: UInt8) -> KeyPress? {
        switch byte {
        case 0x41...0x44, 0x48, 0x46, 0x50...0x53: KeySequence.final(byte).map { .key($0) }
        case 0x4d: .key(.enter)
        case 0x6a...0x79: .character(Character(Unicode.Scalar(byte - 0x40)))
        default: nil
        }
    }

    private mutating func controlSequence(_ bytes: ArraySlice<UInt8>) -> (Int, KeyPress?)? {
        let start = bytes.startIndex
        if bytes.count > 2, bytes[start + 2] == 0x5b {
            // The Linux console's F1 to F5.
            guard bytes.count > 3 else { return nil }
            let n = Int(bytes[start + 3]) - 0x40
            return (4, (1...5).contains(n) ? .key(.function(n)) : nil)
        }
        guard let end = bytes.dropFirst(2).firstIndex(where: { $0 >= 0x40 && $0 <= 0x7e || $0 == 0x24 || $0 < 0x20 })
        else {
            return bytes.count > 64 ? (bytes.count, nil) : nil
        }
        let count = end - start + 1, final = bytes[end]
        if final < 0x20 { return (count - 1, nil) }
        let body = bytes[(start + 2)..<end]
        if final == 0x4d, body.isEmpty { return bytes.count < 6 ? nil : (6, nil) }
        if body.elementsEqual("200".utf8), final == 0x7e {
            pasted = []
            return (count, nil)
        }
        return (count, KeySequence.key(parameters: body, final: final))
    }

    /// Answers that a terminal sends by itself, up to BEL or ESC \.
    private mutating func skipString(_ bytes: ArraySlice<UInt8>) -> (Int, KeyPress?)? {
        var i = bytes.startIndex + 2
        while i < bytes.endIndex {
            if bytes[i] == 0x07 { return (i - bytes.startIndex + 1, answer(bytes[..<i])) }
            if bytes[i] == 0x1b {
                guard i + 1 < bytes.endIndex else { return nil }
                return (i - bytes.startIndex + (bytes[i + 1] == 0x5c ? 2 : 0), answer(bytes[..<i]))
            }
            i += 1
        }
        // Alt with ] or P is a key too; flush will not see it, so do not wait long.
        return bytes.count > 4096 || bytes.count == 2 && !awaitsAnswer ? (bytes.count, nil) : nil
    }

    private mutating func answer(_ bytes: ArraySlice<UInt8>) -> KeyPress? {
        guard bytes.dropFirst().first == 0x5d, let isLight = BackgroundQuery.isLight(bytes.dropFirst(2)) else {
            return nil
        }
        awaitsAnswer = false
        return .background(isLight: isLight)
    }
}
