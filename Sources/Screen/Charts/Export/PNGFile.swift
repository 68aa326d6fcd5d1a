/// Writes pixels as a PNG file.
enum PNGFile {
    static func bytes(_ raster: Raster) -> [UInt8] {
        var out: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        // Eight bits of red, green and blue.
        out += chunk("IHDR", big(raster.width) + big(raster.height) + [8, 2, 0, 0, 0])
        out += chunk("IDAT", Deflate.zlib(filtered(raster)))
        out += chunk("IEND", [])
        return out
    }

    /// Each row as its difference from the row above: pictures are mostly alike downwards.
    private static func filtered(_ raster: Raster) -> [UInt8] {
        let length = raster.width * 3
        var out: [UInt8] = []
        out.reserveCapacity((length + 1) * raster.height)
        for y in 0..<raster.height {
            out.append(2)
            for x in 0..<length {
                let above = y == 0 ? 0 : raster.pixels[(y - 1) * length + x]
                out.append(raster.pixels[y * length + x] &- above)
            }
        }
        return out
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return big(data.count) + body + big(Int(crc(body)))
    }

    private static func big(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
    }
}

/// Deflate with fixed codes, and matches of repeated bytes only: enough for flat pictures, and small.
enum Deflate {
    /// The data as a zlib stream.
    static func zlib(_ data: [UInt8]) -> [UInt8] {
        var bits = BitWriter()
        bits.put(1, 1)
        bits.put(1, 2)
        var at = 0
        while at < data.count {
            var run = 0
            if at > 0 {
                while run < 258, at + run < data.count, data[at + run] == data[at - 1] { run += 1 }
            }
            if run >= 3 {
                bits.length(run)
                // A distance of one byte: five zero bits.
                bits.put(0, 5)
                at += run
            } else {
                bits.symbol(Int(data[at]))
                at += 1
            }
        }
        bits.symbol(256)
        var a: UInt32 = 1, b: UInt32 = 0
        for byte in data {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        let sum = b << 16 | a
        return [0x78, 0x01] + bits.bytes() + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
    }

    private struct BitWriter {
        private var out: [UInt8] = []
        private var hold: UInt32 = 0
        private var count = 0

        /// Lowest bit first.
        mutating func put(_ value: Int, _ bits: Int) {
            hold |= UInt32(value) << UInt32(count)
            count += bits
            while count >= 8 {
                out.append(UInt8(truncatingIfNeeded: hold))
                hold >>= 8
                count -= 8
            }
        }

        /// Codes go highest bit first.
        private mutating func code(_ value: Int, _ bits: Int) {
            var reversed = 0
            for bit in 0..<bits where value >> bit & 1 == 1 { reversed |= 1 << (bits - 1 - bit) }
            put(reversed, bits)
        }

        mutating func symbol(_ value: Int) {
            switch value {
            case ..<144: code(0x30 + value, 8)
            case ..<256: code(0x190 + value - 144, 9)
            case ..<280: code(value - 256, 7)
            default: code(0xC0 + value - 280, 8)
            }
        }

        /// The code of a match's length, 3 to 258.
        mutating func length(_ value: Int) {
            if value == 258 { return symbol(285) }
            var base = 3, code = 257, extra = 0
            // Four codes for each number of extra bits, eight for none.
            while true {
                let codes = extra == 0 ? 8 : 4, span = codes << extra
                if value < base + span {
                    symbol(code + (value - base) >> extra)
                    put((value - base) & ((1 << extra) - 1), extra)
                    return
                }
                base += span
                code += codes
                extra += 1
            }
        }

        func bytes() -> [UInt8] { count > 0 ? out + [UInt8(truncatingIfNeeded: hold)] : out }
    }
}
