public import Tabular

/// How one input of a model gets its values from a table.
public struct ColumnBinding: Sendable, Hashable, Codable {
    /// How well a column fits.
    public enum Fit: String, Sendable, Hashable, Codable {
        /// The type is what the model takes, or widens to it.
        case fits
        /// The values are converted; some may be refused or lose precision.
        case converted
        /// The type cannot be converted.
        case wrong
        /// No column is bound.
        case missing
    }

    public var input: ModelInput
    /// Which of the input's columns this is, for `[N, k]` inputs.
    public var position: Int
    /// The bound column, or nil.
    public var column: Column?
    public var fit: Fit
    /// What will be done about the values, or what is wrong: one sentence.
    public var note: String

    public init(input: ModelInput, position: Int = 0, column: Column?, fit: Fit, note: String) {
        self.input = input
        self.position = position
        self.column = column
        self.fit = fit
        self.note = note
    }

    /// The name shown for the input: `name`, or `name[2]` for a column of a packed input.
    public var label: String { input.width > 1 ? "\(input.name)[\(position)]" : input.name }
}
