/// Follows a member of a gzip file to its end without unpacking it: what it holds is counted, and compared with what
/// its end says.
struct Deflate {
    private let reader: ArchiveReader
    private var bits: UInt64 = 0
    private var count = 0
    private var length: UInt32 = 0

    init(_ reader: ArchiveReader) { self.reader = reader }

    /// Behind the mark of two bytes.
    func member(_ isCancelled: () -> Bool) throws(ArchiveBreak) -> ArchiveEnd {
        var walk = self
        return try walk.follow(isCancelled)
    }

    private mutating func follow(_ isCancelled: () -> Bool) throws(ArchiveBreak) -> ArchiveEnd {
        try header()
        var isLast = false
        while !isLast {
            if isCancelled() { return .whole }
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try stored()
            case 1: try block(Self.fixedLiterals, Self.fixedDistances)
            case 2:
                let codes = try dynamicCodes()
                try block(codes.literals, codes.distances)
            default: return .damaged
            }
        }
        _ = try take(count & 7)
        // The checksum, then the length.
        _ = try take(32)
        return try take(32) == Int(length) ? .whole : .damaged
    }

    private mutating func header() throws(ArchiveBreak) {
        let method = try reader.number(1), flags = try reader.number(1)
        guard method == 8 else { throw .damaged }
        try reader.skip(6)
        if flags & 4 != 0 { try reader.skip(try reader.number(2)) }
        for flag in [8, 16] where flags & flag != 0 { while try reader.number(1) != 0 {} }
        if flags & 2 != 0 { try reader.skip(2) }
    }

    /// The next bits, the lowest first.
    @inline(__always)
    private mutating func take(_ wanted: Int) throws(ArchiveBreak) -> Int {
        if count < wanted { try fill(wanted) }
        let value = Int(bits & ((1 << UInt64(wanted)) - 1))
        bits >>= UInt64(wanted)
        count -= wanted
        return value
    }

    private mutating func fill(_ wanted: Int) throws(ArchiveBreak) {
        while count < wanted {
            guard let byte = reader.byte() else { throw .ended }
            bits |= UInt64(byte) << UInt64(count)
            count += 8
        }
    }

    private mutating func stored() throws(ArchiveBreak) {
        _ = try take(count & 7)
        let size = try take(16)
        guard try take(16) == ~size & 0xFFFF else { throw .damaged }
        // Bytes that were taken in already are part of it.
        var left = size
        while left > 0, count >= 8 {
            _ = try take(8)
            left -= 1
        }
        try reader.skip(left)
        length &+= UInt32(size)
    }

    private mutating func block(_ literals: Codes, _ distances: Codes) throws(ArchiveBreak) {
        while true {
            let symbol = try decode(literals)
            if symbol < 256 {
                length &+= 1
                continue
            }
            if symbol == 256 { return }
            guard symbol < 286 else { throw .damaged }
            let size = Self.lengths[symbol - 257]
            length &+= UInt32(size.base + (try take(size.extra)))
            let distance = try decode(distances)
            guard distance < 30 else { throw .damaged }
            _ = try take(max(0, distance / 2 - 1))
        }
    }

    @inline(__always)
    private mutating func decode(_ codes: Codes) throws(ArchiveBreak) -> Int {
        // At the end of the file fewer bits than a code may have are left.
        while count < Codes.longest, let byte = reader.byte() {
            bits |= UInt64(byte) << UInt64(count)
            count += 8
        }
        let entry = codes.table[Int(bits & UInt64(Codes.size - 1))]
        let wanted = Int(entry & 15)
        guard wanted > 0 else { throw count < Codes.longest ? .ended : .damaged }
        guard wanted <= count else { throw .ended }
        bits >>= UInt64(wanted)
        count -= wanted
        return Int(entry >> 4)
    }

    private mutating func dynamicCodes() throws(ArchiveBreak) -> (literals: Codes, distances: Codes) {
        let literals = try take(5) + 257, distances = try take(5) + 1, given = try take(4) + 4
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = [UInt8](repeating: 0, count: 19)
        for index in 0..<given { lengths[order[index]] = UInt8(try take(3)) }
        let codes = Codes(lengths[...])
        var all: [UInt8] = []
        while all.count < literals + distances {
            let symbol = try decode(codes)
            switch symbol {
            case 0..<16: all.append(UInt8(symbol))
            case 16:
                guard let last = all.last else { throw .damaged }
                all += [UInt8](repeating: last, count: 3 + (try take(2)))
            case 17: all += [UInt8](repeating: 0, count: 3 + (try take(3)))
            default: all += [UInt8](repeating: 0, count: 11 + (try take(7)))
            }
        }
        guard all.count == literals + distances else { throw .damaged }
        return (Codes(all[..<literals]), Codes(all[literals...]))
    }

    /// The shortest length of each symbol from 257 on, and how many bits follow.
    private static let lengths: [(base: Int, extra: Int)] = {
        var all: [(base: Int, extra: Int)] = []
        var base = 3
        for index in 0..<28 {
            let extra = index < 8 ? 0 : index / 4 - 1
            all.append((base, extra))
            base += 1 << extra
        }
        return all + [(258, 0)]
    }()

    private static let fixedLiterals = Codes(
        ([UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
            + [UInt8](repeating: 8, count: 8))[...])
    private static let fixedDistances = Codes([UInt8](repeating: 5, count: 30)[...])

    /// A prefix code, looked up by the next bits.
    struct Codes: Sendable {
        static let longest = 15, size = 1 << longest
        /// The symbol above four bits of its code's length; no length: no such code.
        let table: [UInt16]

        init(_ lengths: ArraySlice<UInt8>) {
            var table = [UInt16](repeating: 0, count: Self.size)
            var code = 0
            for length in 1...Self.longest {
                for (symbol, own) in lengths.enumerated() where Int(own) == length {
                    guard code < 1 << length else { break }
                    // Codes begin with their highest bit.
                    var reversed = 0
                    for bit in 0..<length where code >> bit & 1 != 0 { reversed |= 1 << (length - 1 - bit) }
                    for place in stride(from: reversed, to: Self.size, by: 1 << length) {
                        table[place] = UInt16(symbol) << 4 | UInt16(length)
                    }
                    code += 1
                }
                code <<= 1
            }
            self.table = table
        }
    }
}
