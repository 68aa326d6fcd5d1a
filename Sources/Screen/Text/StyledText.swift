/// Pieces of text, each with its own style, on one line.
public struct StyledText: Sendable, Hashable, ExpressibleByStringLiteral {
    public struct Span: Sendable, Hashable {
        public var text: String
        public var style: Style

        public init(_ text: String, _ style: Style = .plain) {
            self.text = text
            self.style = style
        }
    }

    public var spans: [Span]

    public init(_ spans: [Span] = []) { self.spans = spans }
    public init(_ text: String, _ style: Style = .plain) { spans = [Span(text, style)] }
    public init(stringLiteral value: String) { self.init(value) }

    public var width: Int { spans.reduce(0) { $0 + TextWidth.of($1.text) } }

    /// Adds a piece at the end.
    public mutating func append(_ text: String, _ style: Style = .plain) { spans.append(Span(text, style)) }

    public static func + (a: StyledText, b: StyledText) -> StyledText { StyledText(a.spans + b.spans) }
}
