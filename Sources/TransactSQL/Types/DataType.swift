/// A type of T-SQL, as far as it decides what an expression means.
public enum DataType: Sendable, Hashable {
    case bit, tinyint, smallint, int, bigint
    case decimal(precision: Int, scale: Int)
    case money, smallmoney
    case real, float
    case text(TextType)
    case date
    /// With so many digits of a second.
    case time(Int)
    case smalldatetime, datetime
    case datetime2(Int)
    case datetimeoffset(Int)
    case uniqueidentifier
    case binary
    /// The type of a bare NULL.
    case null
    /// A type of the engine that T-SQL has not: lists, structs, intervals.
    case other(String)
    /// Not known, because the table that it comes from is not.
    case unknown

    static let varchar = DataType.text(TextType())
    static let nvarchar = DataType.text(TextType(isUnicode: true))
    static func varchar(_ length: Int?) -> DataType { .text(TextType(length: length)) }

    var isText: Bool {
        if case .text = self { return true }
        return false
    }

    var isInteger: Bool {
        switch self {
        case .bit, .tinyint, .smallint, .int, .bigint: true
        default: false
        }
    }

    var isMoney: Bool { self == .money || self == .smallmoney }
    var isApproximate: Bool { self == .real || self == .float }

    var isExact: Bool {
        if case .decimal = self { return true }
        return isInteger || isMoney
    }

    var isNumeric: Bool { isExact || isApproximate }

    /// A date with a time of day, with or without an offset.
    var isDateTime: Bool {
        switch self {
        case .smalldatetime, .datetime, .datetime2, .datetimeoffset: true
        default: false
        }
    }

    var isTime: Bool {
        if case .time = self { return true }
        return false
    }

    var isTemporal: Bool { self == .date || isTime || isDateTime }

    /// Digits and scale as a decimal; nil for what is no exact number.
    var asDecimal: (precision: Int, scale: Int)? {
        switch self {
        case .bit: (1, 0)
        case .tinyint: (3, 0)
        case .smallint: (5, 0)
        case .int: (10, 0)
        case .bigint: (19, 0)
        case .decimal(let precision, let scale): (precision, scale)
        case .money: (19, 4)
        case .smallmoney: (10, 4)
        default: nil
        }
    }

    /// Where operands of two types meet, the one of higher rank decides.
    var rank: Int {
        switch self {
        case .null: 0
        case .binary: 1
        case .text(let type): type.isUnicode ? 3 : 2
        case .uniqueidentifier: 4
        case .bit: 6
        case .tinyint: 7
        case .smallint: 8
        case .int: 9
        case .bigint: 10
        case .smallmoney: 11
        case .money: 12
        case .decimal: 13
        case .real: 14
        case .float: 15
        case .time: 16
        case .date: 17
        case .smalldatetime: 18
        case .datetime: 19
        case .datetime2: 20
        case .datetimeoffset: 21
        case .other: 22
        case .unknown: 23
        }
    }
}

/// char, varchar, nchar, nvarchar.
public struct TextType: Sendable, Hashable {
    public var isUnicode = false
    /// Padded with spaces to its length.
    public var isFixed = false
    /// nil: max, or not known.
    public var length: Int?

    public init(isUnicode: Bool = false, isFixed: Bool = false, length: Int? = nil) {
        self.isUnicode = isUnicode
        self.isFixed = isFixed
        self.length = length
    }
}
