public import Tabular

/// The element type of a tensor. Raw values are the names used in files and on screens.
public enum TensorElement: String, Sendable, Hashable, Codable, CaseIterable {
    case float, double, int8, int16, int32, int64, uint8, uint16, uint32, uint64, bool, string

    /// The SQL type that a column is cast to before it goes in.
    public var sqlType: String {
        switch self {
        case .float: "FLOAT"
        case .double: "DOUBLE"
        case .int8: "TINYINT"
        case .int16: "SMALLINT"
        case .int32: "INTEGER"
        case .int64: "BIGINT"
        case .uint8: "UTINYINT"
        case .uint16: "USMALLINT"
        case .uint32: "UINTEGER"
        case .uint64: "UBIGINT"
        case .bool: "BOOLEAN"
        case .string: "VARCHAR"
        }
    }
}

/// What the numbers or strings of an input stand for: it decides how a column is turned into them.
public enum InputMeaning: String, Sendable, Hashable, Codable {
    /// A number, a string or a boolean, as it is.
    case value
    /// Days since 1970-01-01.
    case days
    /// Microseconds since 1970-01-01 00:00:00 UTC.
    case microseconds
}

/// One input of a model: a tensor `[N]`, `[N, 1]` (one column) or `[N, k]` (k columns, packed in order).
public struct ModelInput: Sendable, Hashable, Codable {
    public var name: String
    public var element: TensorElement
    /// Sizes of the dimensions; -1 is the batch.
    public var shape: [Int]
    public var meaning: InputMeaning
    /// What stands for NULL: a number as text, or a string. nil: NaN for float and double; other rows with NULL have
    /// NULL as their answer.
    public var missing: String?

    public init(
        name: String, element: TensorElement, shape: [Int] = [-1, 1], meaning: InputMeaning = .value,
        missing: String? = nil
    ) {
        self.name = name
        self.element = element
        self.shape = shape
        self.meaning = meaning
        self.missing = missing
    }

    /// How many columns the input takes.
    public var width: Int { shape.count < 2 ? 1 : max(1, shape[1]) }
}

/// One output of a model.
public struct ModelOutput: Sendable, Hashable, Codable {
    public var name: String
    public var element: TensorElement
    public var shape: [Int]
    /// Names of the columns of an `[N, k]` output: the class labels. Empty when unknown.
    public var labels: [String]

    public init(name: String, element: TensorElement, shape: [Int] = [-1, 1], labels: [String] = []) {
        self.name = name
        self.element = element
        self.shape = shape
        self.labels = labels
    }

    /// Values a row; 1 for a scalar output.
    public var width: Int { shape.count < 2 ? 1 : max(1, shape[1]) }

    /// The SQL type of the column: a list for vectors.
    public var sqlType: String { element.sqlType + (width > 1 ? "[]" : "") }
}

/// What goes into a model and what comes out.
public struct ModelSignature: Sendable, Hashable, Codable {
    public var inputs: [ModelInput]
    public var outputs: [ModelOutput]

    public init(inputs: [ModelInput], outputs: [ModelOutput]) {
        self.inputs = inputs
        self.outputs = outputs
    }
}
