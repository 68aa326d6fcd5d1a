/// The characters that lines, bars, marks and pictures are made of.
public struct Glyphs: Sendable, Hashable {
    public var horizontal: Unicode.Scalar
    public var vertical: Unicode.Scalar
    public var topLeft: Unicode.Scalar
    public var topRight: Unicode.Scalar
    public var bottomLeft: Unicode.Scalar
    public var bottomRight: Unicode.Scalar
    /// Where lines meet: a line from the left side, and so on.
    public var teeLeft: Unicode.Scalar
    public var teeRight: Unicode.Scalar
    public var teeTop: Unicode.Scalar
    public var teeBottom: Unicode.Scalar
    public var cross: Unicode.Scalar
    /// Bars growing rightwards, from the thinnest to a full cell.
    public var rightEighths: [Unicode.Scalar]
    /// Bars growing upwards, from the thinnest to a full cell.
    public var upEighths: [Unicode.Scalar]
    /// A gauge: what is done, its tip, what is left.
    public var gaugeDone: Unicode.Scalar
    public var gaugeTip: Unicode.Scalar?
    public var gaugeLeft: Unicode.Scalar
    /// True when braille patterns can be shown.
    public var hasBraille: Bool
    /// Points of up to six series where there is no braille.
    public var dots: [Unicode.Scalar]
    public var ellipsis: String
    public var null: String
    public var arrowUp: String
    public var arrowDown: String
    public var arrowLeft: String
    public var arrowRight: String
    /// Between steps and levels: `Data › flights`.
    public var separator: String
    public var middleDot: String
    public var closed: String
    public var open: String
    public var check: String
    public var no: String
    public var warning: String
    public var pointer: String
    public var bullet: String
    public var checkedBox: String
    public var emptyBox: String
    public var chosen: String
    public var unchosen: String
    public var multiply: String
    /// The corner of a chart's axes: square, where the frames of panels may be round.
    public var bottomLeftCorner: Unicode.Scalar
    /// Between the quartiles, and at the median.
    public var boxBody: Unicode.Scalar
    public var medianMark: Unicode.Scalar
    /// The piece of a scroll bar that moves.
    public var thumb: Unicode.Scalar
    /// One round of a small picture that turns while work goes on.
    public var spinner: [String]

    /// Everything a good font has: lines, eighth blocks, braille.
    public static let unicode = Glyphs(
        horizontal: "─", vertical: "│", topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯",
        teeLeft: "├", teeRight: "┤", teeTop: "┬", teeBottom: "┴", cross: "┼",
        rightEighths: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], upEighths: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        gaugeDone: "━", gaugeTip: "╸", gaugeLeft: "─", hasBraille: true, dots: ["•", "×", "+", "o", "*", "#"],
        ellipsis: "…", null: "∅",
        arrowUp: "↑", arrowDown: "↓", arrowLeft: "←", arrowRight: "→", separator: "›", middleDot: "·",
        closed: "▸", open: "▾", check: "✓", no: "✗", warning: "⚠", pointer: "▸", bullet: "•",
        checkedBox: "[x]", emptyBox: "[ ]", chosen: "●", unchosen: "○", multiply: "×", bottomLeftCorner: "└",
        boxBody: "█", medianMark: "┃",
        thumb: "┃",
        spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"])

    /// What the Linux console's own font has: square lines, whole and half blocks, no braille.
    public static let console: Glyphs = {
        var glyphs = Glyphs.unicode
        (glyphs.topLeft, glyphs.topRight, glyphs.bottomLeft, glyphs.bottomRight) = ("┌", "┐", "└", "┘")
        glyphs.rightEighths = ["▌", "█"]
        glyphs.upEighths = ["▄", "█"]
        (glyphs.gaugeDone, glyphs.gaugeTip) = ("═", nil)
        glyphs.hasBraille = false
        (glyphs.dots, glyphs.spinner) = (ascii.dots, ascii.spinner)
        (glyphs.closed, glyphs.open, glyphs.pointer, glyphs.thumb) = ("►", "▼", "►", "█")
        (glyphs.boxBody, glyphs.medianMark) = ("▒", "│")
        (glyphs.check, glyphs.no, glyphs.warning, glyphs.null, glyphs.ellipsis) = ("√", "x", "!", "NULL", "..")
        (glyphs.chosen, glyphs.unchosen, glyphs.separator) = ("(x)", "( )", ">")
        return glyphs
    }()

    /// For reading aloud: words for signs, nothing for lines and bars. Panes are told apart by `¦`.
    public static let words: Glyphs = {
        var glyphs = Glyphs.ascii
        (glyphs.horizontal, glyphs.vertical) = (" ", "¦")
        (glyphs.topLeft, glyphs.topRight, glyphs.bottomLeft, glyphs.bottomRight) = (" ", " ", " ", " ")
        (glyphs.teeLeft, glyphs.teeRight, glyphs.teeTop, glyphs.teeBottom, glyphs.cross) = (" ", " ", " ", " ", " ")
        (glyphs.rightEighths, glyphs.upEighths) = ([" "], [" "])
        (glyphs.gaugeDone, glyphs.gaugeLeft, glyphs.boxBody, glyphs.medianMark) = (" ", " ", " ", " ")
        (glyphs.dots, glyphs.thumb, glyphs.spinner) = ([" "], " ", [" "])
        (glyphs.bottomLeftCorner, glyphs.null, glyphs.pointer, glyphs.bullet) = (" ", "null", " ", " ")
        (glyphs.arrowUp, glyphs.arrowDown) = ("ascending", "descending")
        (glyphs.arrowLeft, glyphs.arrowRight, glyphs.middleDot) = ("", "", ",")
        (glyphs.closed, glyphs.open) = ("closed", "open")
        (glyphs.check, glyphs.no, glyphs.warning) = ("done:", "failed:", "warning:")
        (glyphs.checkedBox, glyphs.emptyBox, glyphs.chosen, glyphs.unchosen) = ("on", "off", "chosen", "")
        return glyphs
    }()

    /// Whether what is drawn is read aloud: words stand where pictures would.
    public var areWords: Bool { self == .words }

    /// Nothing but ASCII.
    public static let ascii = Glyphs(
        horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
        teeLeft: "+", teeRight: "+", teeTop: "+", teeBottom: "+", cross: "+",
        rightEighths: ["#"], upEighths: [".", ":", "#"], gaugeDone: "#", gaugeTip: nil, gaugeLeft: "-",
        hasBraille: false,
        dots: ["*", "x", "+", "o", "@", "#"], ellipsis: "..", null: "NULL",
        arrowUp: "^", arrowDown: "v", arrowLeft: "<", arrowRight: ">", separator: ">", middleDot: "-",
        closed: ">", open: "v", check: "ok", no: "x", warning: "!", pointer: ">", bullet: "*",
        checkedBox: "[x]", emptyBox: "[ ]", chosen: "(x)", unchosen: "( )", multiply: "x", bottomLeftCorner: "+",
        boxBody: "=", medianMark: "|",
        thumb: "#",
        spinner: ["|", "/", "-", "\\"])
}
