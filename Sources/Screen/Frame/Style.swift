/// How a cell looks. A part that is nil leaves what is there already, so styles lie over one another.
public struct Style: Sendable, Hashable {
    public struct Attributes: OptionSet, Sendable, Hashable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let bold = Attributes(rawValue: 1)
        public static let dim = Attributes(rawValue: 2)
        public static let underline = Attributes(rawValue: 4)
        public static let reverse = Attributes(rawValue: 8)
        public static let italic = Attributes(rawValue: 16)
    }

    public var foreground: Color?
    public var background: Color?
    public var attributes: Attributes

    public init(foreground: Color? = nil, background: Color? = nil, _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// Changes nothing.
    public static let plain = Style()

    /// This style laid over another: its colours win where it has some, attributes add up.
    public func over(_ base: Style) -> Style {
        Style(
            foreground: foreground ?? base.foreground, background: background ?? base.background,
            attributes.union(base.attributes))
    }

    public var bold: Style { adding(.bold) }
    public var underlined: Style { adding(.underline) }
    public var reversed: Style { adding(.reverse) }

    /// The same style with the background left as it is.
    public var withoutBackground: Style { Style(foreground: foreground, attributes) }

    /// The same colours without attributes.
    public var withoutAttributes: Style { Style(foreground: foreground, background: background) }

    public func adding(_ more: Attributes) -> Style {
        Style(foreground: foreground, background: background, attributes.union(more))
    }

    public func on(_ background: Color?) -> Style {
        Style(foreground: foreground, background: background, attributes)
    }

    /// The style with its colours brought down to what the depth shows.
    public func mapped(to depth: ColorDepth) -> Style {
        Style(foreground: foreground?.mapped(to: depth), background: background?.mapped(to: depth), attributes)
    }
}
