import Profiling
import Screen
import Tabular

extension DataState {
    /// The profile that is looked at, with its warnings.
    var lookedAt: (profile: ColumnProfile, warnings: [ProfileWarning])? {
        guard let tab, let column = tab.currentColumn, let profile = tab.profiles[column.name] else { return nil }
        return (profile, tab.profiles.warnings(of: column.name))
    }

    mutating func reduceLook(_ action: LookAction, _ size: Size) -> [Effect] {
        switch action {
        case .bar, .end, .hold, .press, .drag, .zoomIn, .zoomOut, .log: reduceBars(action)
        case .target(let step): moveTarget(step)
        case .pick(let target):
            look.target = target
            if !look.isOpen { focus = .profile }
        case .scroll(let lines): look.scroll = max(0, look.scroll + lines)
        case .choose: return choose()
        case .drop: look.drop()
        case .column(let step):
            let layout = DataLayout(self, size)
            return withTab { $0.move(.columns(step), layout) }
        case .open:
            look.isOpen = true
            return [.action(.present(.inspect(ColumnView())))]
        case .close:
            look.isOpen = false
            return [.action(.dismiss)]
        case .barsArrived(let subject, let request, let bars):
            guard subject == look.subject, request == look.asked else { return [] }
            look.bars = bars
            guard bars == nil else { return [] }
            (look.hasLogValues, look.asked) = (false, nil)
            return [.action(.message(Message("No value above zero: a logarithmic scale has no place for them")))]
        case .barsFailed(let subject, let problem):
            guard subject == look.subject else { return [] }
            (look.zooms, look.hasLogValues) = ([], false)
            return [.action(.message(Message(problem)))]
        case .findings(let id, let rows, let findings):
            return withTab(id: id) { tab in
                tab.profiles.insert(findings, about: rows)
                return []
            }
        }
        return []
    }

    // MARK: Bars

    private mutating func reduceBars(_ action: LookAction) {
        guard let profile = lookedAt?.profile, let histogram = look.histogram(profile) else { return }
        let last = histogram.counts.count - 1
        look.target = .bars
        switch action {
        case .bar(let step, let extending):
            let tallest = histogram.counts.indices.max { histogram.counts[$0] < histogram.counts[$1] } ?? 0
            let next = look.head.map { max(0, min($0 + step, last)) } ?? tallest
            if !(extending || look.isHolding) || look.anchor == nil { look.anchor = next }
            look.head = next
        case .end(let first):
            look.head = first ? 0 : last
            if !look.isHolding || look.anchor == nil { look.anchor = look.head }
        case .hold: look.isHolding.toggle()
        case .press(let bar):
            (look.anchor, look.head) = (min(bar, last), min(bar, last))
            if !look.isOpen { focus = .profile }
        case .drag(let bar): look.head = max(0, min(bar, last))
        case .zoomIn:
            guard let picked = look.picked, picked.upperBound <= last else { return }
            look.zooms.append(histogram.edges[picked.lowerBound]...histogram.edges[picked.upperBound + 1])
            look.drop()
        case .zoomOut:
            look.drop()
            _ = look.zooms.popLast()
        case .log:
            look.drop()
            let canLogValues = profile.column.type.isNumeric && (profile.numbers?.maximum ?? 0) > 0
            (look.hasLogCounts, look.hasLogValues) =
                switch (look.hasLogCounts, look.hasLogValues) {
                case (false, false): (true, false)
                case (true, false): (false, canLogValues)
                case (false, true): (true, true)
                case (true, true): (false, false)
                }
        default: break
        }
    }

    // MARK: Targets

    private mutating func moveTarget(_ step: Int) {
        guard let (profile, warnings) = lookedAt else { return }
        let targets = ColumnLook.targets(profile, warnings, hasBars: look.histogram(profile) != nil)
        guard !targets.isEmpty else {
            look.scroll = max(0, look.scroll + step)
            return
        }
        guard let target = look.target, let index = targets.firstIndex(of: target) else {
            look.target = step > 0 ? targets.first : targets.last
            return
        }
        let next = index + step
        if targets.indices.contains(next) {
            look.target = targets[next]
        } else {
            look.scroll = max(0, look.scroll + step)
        }
    }

    /// Filters by what is picked. Without anything picked, the column gets the whole screen.
    private mutating func choose() -> [Effect] {
        guard let (profile, warnings) = lookedAt else { return [] }
        if let condition = condition(profile, warnings) {
            let wasOpen = look.isOpen
            look.isOpen = false
            if wasOpen { focus = .grid }
            let close: [Effect] = wasOpen ? [.action(.dismiss), .action(.profiles(.close))] : []
            return close + [.action(.data(.filter(condition)))]
        }
        if look.isOpen {
            return [.action(.message(Message("Pick bars with the arrow keys, or a value, and press Enter")))]
        }
        look.isOpen = true
        return [.action(.present(.inspect(ColumnView())))]
    }

    private func condition(_ profile: ColumnProfile, _ warnings: [ProfileWarning]) -> String? {
        let column = profile.column, name = SQL.identifier(column.name)
        switch look.target {
        case .bars:
            guard let histogram = look.histogram(profile), let picked = look.picked,
                histogram.counts.indices.contains(picked.upperBound)
            else { return nil }
            return histogram.condition(picked, of: column)
        case .warning(let index): return warnings.indices.contains(index) ? warnings[index].condition : nil
        case .value(let index):
            guard profile.top.indices.contains(index) else { return nil }
            guard column.type.kind != .nested else {
                return "CAST(\(name) AS VARCHAR) = " + SQL.literal(profile.top[index].value.text ?? "")
            }
            return CellFilter.matching(column, profile.top[index].value)
        case .pattern(let index):
            let patterns = profile.text?.content?.patterns ?? []
            return patterns.indices.contains(index)
                ? TextShape.matches("CAST(\(name) AS VARCHAR)", patterns[index].expression) : nil
        case nil: return nil
        }
    }

    // MARK: Demands

    /// Begins anew at another column or other rows, and asks for the bars that the screen lacks.
    mutating func settleLook(_ size: Size) -> [Effect] {
        guard let tab, let column = tab.currentColumn, let relation = tab.relation else { return [] }
        let subject = ColumnLook.Subject(tab: tab.id, column: column.name, rows: tab.profiles.rows)
        if look.subject != subject {
            let isOpen = look.isOpen
            look = ColumnLook()
            (look.subject, look.isOpen) = (subject, isOpen)
        }
        let layout = DataLayout(self, size)
        guard let profile = tab.profiles[column.name], profile.histogram != nil, profile.distinct != 1,
            let wanted = wantedBars(profile, layout, size)
        else {
            (look.asked, look.bars) = (nil, nil)
            return []
        }
        guard wanted != look.asked else { return [] }
        look.asked = wanted
        let work = FetchBars(
            subject: .init(tab: tab.id, rows: tab.profiles.rows), column: column, relation: relation.unsorted,
            request: wanted)
        return [.start("bars", work)]
    }

    /// nil where the profile's own bars will do.
    private func wantedBars(_ profile: ColumnProfile, _ layout: DataLayout, _ size: Size) -> HistogramRequest? {
        guard look.isOpen || !look.zooms.isEmpty || look.hasLogValues else { return nil }
        // All rows are only read for bars once the profile has done so itself.
        guard profile.basis == .exact else { return nil }
        let width = look.isOpen ? size.width - 4 : (layout.profile?.width ?? 36) - 2
        return HistogramRequest(
            range: look.zooms.last, bins: max(8, min(width, 160)), scale: look.hasLogValues ? .logarithmic : .linear,
            isWhole: profile.histogram?.isWhole ?? false)
    }
}
