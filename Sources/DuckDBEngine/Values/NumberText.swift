/// Numbers as text, exactly.
enum NumberText {
    /// The shortest form that reads back as the same number.
    static func real<T: BinaryFloatingPoint & LosslessStringConvertible>(_ value: T) -> String {
        value.isNaN ? "nan" : String(value)
    }

    /// Digits with the point put in: `decimal(-1234, scale: 2)` is `-12.34`.
    static func decimal(_ digits: Int128, scale: Int) -> String {
        guard scale > 0 else { return String(digits) }
        let magnitude = String(digits.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - magnitude.utf8.count)) + magnitude
        return (digits < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }

    /// A text in double quotes, with JSON's escapes for quotes and backslashes.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
