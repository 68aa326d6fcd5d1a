/// Bytes, bits and identifiers as text.
enum BinaryText {
    private static let digits = Array("0123456789ABCDEF".unicodeScalars)

    /// Printable ASCII as it is, every other byte as `\xAB`.
    static func blob(_ bytes: UnsafeRawBufferPointer) -> String {
        var result = String.UnicodeScalarView()
        for byte in bytes {
            if byte >= 32, byte < 127, byte != 0x5C, byte != 0x27, byte != 0x22 {
                result.append(Unicode.Scalar(byte))
            } else {
                result.append(contentsOf: ["\\", "x", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(result)
    }

    /// Zeros and ones. The first byte says how many bits of the second are padding.
    static func bits(_ bytes: UnsafeRawBufferPointer) -> String {
        guard bytes.count > 1 else { return "" }
        var result = ""
        for (index, byte) in bytes.dropFirst().enumerated() {
            let skipped = index == 0 ? Int(bytes[0]) : 0
            for bit in skipped..<max(skipped, 8) { result.append(byte & (0x80 >> UInt8(bit)) != 0 ? "1" : "0") }
        }
        return result
    }

    /// The usual 36 characters.
    static func uuid(_ value: UInt128) -> String {
        var result = String.UnicodeScalarView()
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 { result.append("-") }
            let digit = Int((value >> UInt128((31 - index) * 4)) & 15)
            result.append(Unicode.Scalar(UInt8(digit < 10 ? 48 + digit : 87 + digit)))
        }
        return String(result)
    }
}
