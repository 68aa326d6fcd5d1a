import Screen

/// Where the panes of the Data place are. A function of state and size alone, so that views and the mouse agree.
struct DataLayout: Sendable, Equatable {
    /// The line with the panes' titles and the open tables; nil when there is no room.
    var titles: Rect?
    var tree: Rect?
    /// The line over the tree, where it is not that of the other panes.
    var treeTitle: Rect?
    /// What lies over the answers: a script's tabs and its text.
    var editor: Rect?
    var grid: Rect?
    /// The other table of a split screen, with its title in the first line.
    var other: Rect?
    var otherTitle: Rect?
    var profile: Rect?
    var sql: Rect?
    /// One column wide, between two panes.
    var rules: [Rect] = []
    /// The most bars of the current column's histogram; nil when no one looks at it.
    var bins: Int? { profile.map { max(8, min($0.width - 2, 64)) } ?? (isInspecting ? 64 : nil) }
    private var isInspecting = false

    private static let treeWidth = 26
    private static let profileWidth = 36
    static let leastGrid = 36
    static let leastSide = 12

    init(_ state: DataState, _ size: Size) {
        isInspecting = state.look.isOpen
        var body = ChromeLayout(size).body
        var wants = Self.panes(state, body.width)
        if state.upper > 0 {
            if wants.only == nil, wants.tree { cutTree(state, from: &body, withTitle: true) }
            wants.tree = false
            editor = body.cut(top: min(state.upper, body.height))
            if body.height < 4 { return }
        }
        if body.height >= 8 { sql = body.cut(bottom: 1) }
        if let only = wants.only, only != .grid {
            if body.height >= 4 { titles = body.cut(top: 1) }
            if only == .tree { tree = body } else { profile = body }
            return
        }
        if body.height >= 5 { titles = body.cut(top: 1) }
        if wants.tree { cutTree(state, from: &body, withTitle: false) }
        if wants.profile {
            profile = body.cut(
                right: min(
                    state.profileWidth ?? min(Self.profileWidth, body.width / 3), max(0, body.width - Self.leastGrid)))
            rules.append(body.cut(right: 1))
        }
        if let split = state.split, let tab = state.tab, state.otherHalf != nil, body.height >= 12 {
            let lower = body.cut(bottom: body.height / 2)
            let isUpper = tab.id == split.upper
            var rest = isUpper ? lower : body
            grid = isUpper ? body : lower
            otherTitle = rest.cut(top: isUpper ? 1 : 0)
            if !isUpper { otherTitle = grid?.cut(top: 1) }
            other = rest
            return
        }
        grid = body
    }

    private mutating func cutTree(_ state: DataState, from body: inout Rect, withTitle: Bool) {
        var column = body.cut(
            left: state.treeWidth.map { min($0, body.width / 2) } ?? min(Self.treeWidth, body.width / 4 + 6))
        if withTitle { treeTitle = column.cut(top: 1) }
        tree = column
        rules.append(body.cut(left: 1))
    }

    /// Which side panes are shown in a width. A pane in focus always is, alone if need be.
    private static func panes(_ state: DataState, _ width: Int) -> (tree: Bool, profile: Bool, only: DataPane?) {
        if width < 60 { return (false, false, state.focus) }
        var tree = state.wantsTree ?? (width >= 112)
        var profile = state.wantsProfile ?? (width >= 76)
        if state.focus == .tree { tree = true }
        if state.focus == .profile { profile = true }
        // Side panes never leave the grid too little: the one not in focus goes.
        if tree, profile, width < treeWidth + profileWidth + leastGrid {
            if state.focus == .tree || (state.wantsTree == true && state.focus != .profile) {
                profile = false
            } else {
                tree = false
            }
        }
        return (tree, profile, nil)
    }

    /// The side pane whose edge is under a point.
    func pane(besideRuleAt point: Point) -> DataPane? {
        guard let rule = rules.first(where: { $0.contains(point) }) else { return nil }
        return rule.x == tree?.right ? .tree : .profile
    }

    func rect(of pane: DataPane) -> Rect? {
        switch pane {
        case .tree: tree
        case .grid: grid
        case .profile: profile
        }
    }

    /// Rows of the table that fit, under the names and the types.
    var gridRows: Int { grid.map { GridView(columns: [GridColumn("", type: "t")], rows: []).visibleRows(in: $0) } ?? 0 }
}

/// The lines that every place has: the top line and the line of keys.
struct ChromeLayout: Sendable, Equatable {
    var top: Rect?
    var body: Rect
    var hints: Rect?

    init(_ size: Size) {
        body = Rect(size)
        if size.height >= 3 { hints = body.cut(bottom: 1) }
        if size.height >= 6 { top = body.cut(top: 1) }
    }
}
