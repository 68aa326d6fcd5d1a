public import Tabular

/// A number that a column contributes to the feature matrix. All of it is repeated inside the exported model.
public enum FeaturePart: String, Sendable, Hashable, Codable {
    /// The number itself (booleans: 0 or 1; dates: days; timestamps: seconds since 1970).
    case value
    /// The code of a category: its position in `categories`; -1 when missing or unseen.
    case category
    case year, month, day
    /// 0 is Sunday.
    case weekday
    case hour, minute
}

/// How one column of a table becomes features.
public struct PreparedColumn: Sendable, Hashable, Codable {
    public var column: Column
    public var parts: [FeaturePart]
    /// The category of every code, for text columns.
    public var categories: [String]

    public init(column: Column, parts: [FeaturePart], categories: [String] = []) {
        self.column = column
        self.parts = parts
        self.categories = categories
    }

    /// Names of the features, `column` or `column.part`.
    public var featureNames: [String] {
        parts.map { $0 == .value || $0 == .category ? column.name : column.name + "." + $0.rawValue }
    }

    /// The model input that carries the column: named like it, and typed float (or double), int64 or string.
    public func input(precision: NumericMatrix.Precision) -> ModelInput {
        let real: TensorElement = precision == .float ? .float : .double
        switch column.type.kind {
        case .text: return ModelInput(name: column.name, element: .string, missing: Self.missingText)
        case .integer: return ModelInput(name: column.name, element: .int64, missing: String(Int64.min))
        case .date:
            return ModelInput(name: column.name, element: .int64, meaning: .days, missing: String(Int64.min))
        case .timestamp:
            return ModelInput(name: column.name, element: .int64, meaning: .microseconds, missing: String(Int64.min))
        default: return ModelInput(name: column.name, element: real)
        }
    }

    /// What stands for NULL in text inputs: the SYMBOL FOR NULL.
    public static let missingText = "\u{2400}"
}

/// How a table becomes a feature matrix: the part of a model that comes before its trees.
public struct Preparation: Sendable, Hashable, Codable {
    public var columns: [PreparedColumn]
    public var precision: NumericMatrix.Precision

    public init(columns: [PreparedColumn], precision: NumericMatrix.Precision) {
        self.columns = columns
        self.precision = precision
    }

    public var featureNames: [String] { columns.flatMap(\.featureNames) }

    /// Positions of the features that are category codes.
    public var categoricalFeatures: [Int] {
        columns.flatMap(\.parts).enumerated().filter { $0.element == .category }.map(\.offset)
    }
}
