public import Tabular

/// How text is taken apart in SQL: the same for figures and for the conditions of filters.
public enum TextShape {
    public static let number = #"[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?"#
    public static let leadingZero = #"[+-]?0[0-9]+([.][0-9]*)?"#
    public static let hexadecimal = "[0-9A-Fa-f]+"
    public static let date =
        #"([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{2}|[0-9]{4}))"#
        + #"([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?( ?(Z|[+-][0-9]{2}:?([0-9]{2})?))?)?"#

    /// A text without the space around it, of whatever kind.
    public static func trimmed(_ value: String) -> String {
        // Tab, line feed and the like, the space that does not break, and the wide space of East Asian text.
        "trim(\(value), ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160) || chr(12288))"
    }

    /// Whether the whole of a value is of a shape.
    public static func matches(_ value: String, _ expression: String) -> String {
        "regexp_full_match(\(value), \(SQL.literal(expression)))"
    }
}
