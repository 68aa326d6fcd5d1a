/// How a column of a grid looks.
public struct GridColumn: Sendable, Hashable {
    public enum Sort: Sendable, Hashable { case ascending, descending }

    public var title: String
    /// The second line of the header, such as the column's type.
    public var type: String
    /// Numbers stand at the right.
    public var alignment: Alignment
    /// The style of its values.
    public var role: Role
    /// Columns for the values; nil takes what the rows at hand need, within `GridColumn.widths`.
    public var width: Int?
    public var sort: Sort?

    public init(
        _ title: String, type: String = "", alignment: Alignment = .left, role: Role = .textValue, width: Int? = nil,
        sort: Sort? = nil
    ) {
        self.title = title
        self.type = type
        self.alignment = alignment
        self.role = role
        self.width = width
        self.sort = sort
    }

    /// The narrowest and the widest that a column becomes by itself.
    public static let widths = 4...36

    /// The width that the header and these values need, within `widths`.
    /// - Parameter values: nil is NULL.
    public func fittingWidth(_ values: some Sequence<String?>) -> Int {
        var width = max(TextWidth.of(title) + (sort == nil ? 0 : 2), TextWidth.of(type))
        for value in values {
            if width >= GridColumn.widths.upperBound { break }
            width = max(width, value.map { TextWidth.of($0) } ?? 4)
        }
        return min(max(width, GridColumn.widths.lowerBound), GridColumn.widths.upperBound)
    }
}
