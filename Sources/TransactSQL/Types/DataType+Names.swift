extension DataType {
    /// What a type's length is when none is written: 30 in CAST, 1 where something is declared.
    enum Place { case cast, declaration }

    /// Reads a type as it is written.
    init(_ name: TypeName, in place: Place) throws(Diagnostic) {
        let arguments = name.arguments
        func number(_ index: Int, _ byDefault: Int) -> Int {
            index < arguments.count ? arguments[index] ?? byDefault : byDefault
        }
        func text(isUnicode: Bool, isFixed: Bool) -> DataType {
            let length = arguments.isEmpty ? (place == .cast ? 30 : 1) : arguments[0]
            return .text(TextType(isUnicode: isUnicode, isFixed: isFixed, length: length))
        }
        let key = name.name.lowercased()
        switch key {
        case "bit", "boolean": self = .bit
        case "tinyint": self = .tinyint
        case "smallint": self = .smallint
        case "int", "integer": self = .int
        case "bigint": self = .bigint
        case "decimal", "numeric", "dec":
            let precision = number(0, 18)
            let scale = number(1, 0)
            guard (1...38).contains(precision), (0...precision).contains(scale) else {
                throw Diagnostic(
                    "\(key)(\(precision), \(scale)) is out of range: at most 38 digits, the scale no more than these",
                    at: name.position, number: 2749)
            }
            self = .decimal(precision: precision, scale: scale)
        case "money": self = .money
        case "smallmoney": self = .smallmoney
        case "real": self = .real
        case "float", "double": self = number(0, 53) <= 24 ? .real : .float
        case "char", "character": self = text(isUnicode: false, isFixed: true)
        case "varchar": self = text(isUnicode: false, isFixed: false)
        case "nchar": self = text(isUnicode: true, isFixed: true)
        case "nvarchar", "sysname":
            self =
                key == "sysname" ? .text(TextType(isUnicode: true, length: 128)) : text(isUnicode: true, isFixed: false)
        case "text", "ntext", "xml", "json": self = .text(TextType(isUnicode: key != "text"))
        case "date": self = .date
        case "time": self = .time(number(0, 7))
        case "smalldatetime": self = .smalldatetime
        case "datetime": self = .datetime
        case "datetime2": self = .datetime2(number(0, 7))
        case "datetimeoffset": self = .datetimeoffset(number(0, 7))
        case "uniqueidentifier": self = .uniqueidentifier
        case "binary", "varbinary", "image": self = .binary
        default:
            throw Diagnostic(
                "the type \(name.name) is not supported", at: name.position,
                hint: "Types are int, bigint, bit, decimal, money, float, real, char, varchar, nvarchar, date, time, "
                    + "datetime, datetime2, datetimeoffset, uniqueidentifier and varbinary.", number: 243)
        }
    }

    /// The name of the engine's type that holds it.
    public var engineName: String {
        switch self {
        case .bit: "BOOLEAN"
        case .tinyint: "UTINYINT"
        case .smallint: "SMALLINT"
        case .int: "INTEGER"
        case .bigint: "BIGINT"
        case .decimal(let precision, let scale): "DECIMAL(\(precision),\(scale))"
        case .money: "DECIMAL(19,4)"
        case .smallmoney: "DECIMAL(10,4)"
        case .real: "FLOAT"
        case .float: "DOUBLE"
        case .text, .null, .unknown: "VARCHAR"
        case .date: "DATE"
        case .time: "TIME"
        case .smalldatetime, .datetime, .datetime2: "TIMESTAMP"
        case .datetimeoffset: "TIMESTAMP WITH TIME ZONE"
        case .uniqueidentifier: "UUID"
        case .binary: "BLOB"
        case .other(let name): name
        }
    }

    /// The name that T-SQL gives it, for messages and catalogs.
    public var name: String {
        switch self {
        case .bit: "bit"
        case .tinyint: "tinyint"
        case .smallint: "smallint"
        case .int: "int"
        case .bigint: "bigint"
        case .decimal(let precision, let scale): "decimal(\(precision),\(scale))"
        case .money: "money"
        case .smallmoney: "smallmoney"
        case .real: "real"
        case .float: "float"
        case .text(let type):
            (type.isUnicode ? "n" : "") + (type.isFixed ? "char" : "varchar")
                + "(" + (type.length.map(String.init) ?? "max") + ")"
        case .date: "date"
        case .time(let digits): "time(\(digits))"
        case .smalldatetime: "smalldatetime"
        case .datetime: "datetime"
        case .datetime2(let digits): "datetime2(\(digits))"
        case .datetimeoffset(let digits): "datetimeoffset(\(digits))"
        case .uniqueidentifier: "uniqueidentifier"
        case .binary: "varbinary(max)"
        case .null: "NULL"
        case .other(let name): name
        case .unknown: "unknown"
        }
    }

    /// The type that a column of the engine has in T-SQL.
    public init(engine name: String) {
        let upper = name.uppercased()
        switch upper {
        case "BOOLEAN": self = .bit
        case "UTINYINT": self = .tinyint
        case "TINYINT", "SMALLINT": self = .smallint
        case "INTEGER", "USMALLINT": self = .int
        case "BIGINT", "UINTEGER": self = .bigint
        case "UBIGINT": self = .decimal(precision: 20, scale: 0)
        case "HUGEINT", "UHUGEINT", "BIGNUM": self = .decimal(precision: 38, scale: 0)
        case "FLOAT": self = .real
        case "DOUBLE": self = .float
        case "VARCHAR", "JSON": self = .varchar
        case "DATE": self = .date
        case "TIME", "TIME_NS": self = .time(7)
        case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS": self = .datetime2(7)
        case "TIMESTAMP WITH TIME ZONE": self = .datetimeoffset(7)
        case "UUID": self = .uniqueidentifier
        case "BLOB": self = .binary
        case "\"NULL\"", "NULL": self = .null
        default:
            if upper.hasPrefix("ENUM(") {
                self = .varchar
            } else if upper.hasPrefix("DECIMAL(") {
                let digits = upper.dropFirst(8).dropLast().split(separator: ",").map { Int($0) ?? 0 }
                self = digits.count == 2 ? .decimal(precision: digits[0], scale: digits[1]) : .other(name)
            } else {
                self = .other(name)
            }
        }
    }
}
