import Profiling
import Tabular

/// How the profile of the current column is looked at: what is picked in it, and how its bars are drawn.
struct ColumnLook: Sendable, Equatable {
    /// A piece of the profile that can be picked.
    enum Target: Sendable, Hashable {
        case bars
        case warning(Int)
        case value(Int)
        case pattern(Int)
    }

    /// What the look belongs to: another column, or other rows, begin anew.
    struct Subject: Sendable, Equatable {
        var tab: Int
        var column: String
        var rows: Relation?
    }

    var subject: Subject?
    var target: Target?
    /// Where picking bars began, and where it is.
    var anchor: Int?
    var head: Int?
    /// Whether moving picks more bars.
    var isHolding = false
    /// Ranges gone into, one after another.
    var zooms: [ClosedRange<Double>] = []
    var hasLogCounts = false
    var hasLogValues = false
    /// Bars other than the profile's own: what was asked for, and what came.
    var asked: HistogramRequest?
    var bars: Histogram?
    /// Lines scrolled away.
    var scroll = 0
    /// Whether one column has the whole screen.
    var isOpen = false

    /// The bars that are picked.
    var picked: ClosedRange<Int>? {
        guard let anchor, let head else { return nil }
        return min(anchor, head)...max(anchor, head)
    }

    mutating func drop() { (anchor, head, isHolding) = (nil, nil, false) }

    /// The bars on the screen; nil where the column has none.
    func histogram(_ profile: ColumnProfile) -> Histogram? {
        // One value alone makes a wall, which says less than its name.
        guard let own = profile.histogram, profile.distinct != 1 else { return nil }
        return asked == nil ? own : bars ?? own
    }

    /// What can be picked, in the order of the screen.
    static func targets(_ profile: ColumnProfile, _ warnings: [ProfileWarning], hasBars: Bool) -> [Target] {
        (hasBars ? [.bars] : [])
            + warnings.indices.filter { warnings[$0].condition != nil }.map(Target.warning)
            + profile.top.indices.map(Target.value)
            + (profile.text?.content?.patterns ?? []).indices.map(Target.pattern)
    }
}

/// What can happen in the profile of one column.
enum LookAction: Sendable, Equatable {
    /// Goes along the bars; with `extending`, picks those on the way.
    case bar(Int, extending: Bool)
    case end(first: Bool)
    case hold
    /// A click on a bar, and the mouse drawn over others.
    case press(Int)
    case drag(Int)
    /// Goes to the next thing that can be picked.
    case target(Int)
    case pick(ColumnLook.Target)
    case scroll(Int)
    /// Filters by what is picked, or opens the column on the whole screen.
    case choose
    case drop
    case zoomIn
    case zoomOut
    /// Counts to a logarithmic scale, then values, then both, then neither.
    case log
    case column(Int)
    /// Gives the column the whole screen, and takes it away again.
    case open
    case close
    case barsArrived(ColumnLook.Subject, HistogramRequest, Histogram?)
    case barsFailed(ColumnLook.Subject, Problem)
    case findings(Int, Relation, TableFindings)
}
