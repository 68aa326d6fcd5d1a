/// What a piece of the screen is, by which a theme gives it its looks.
///
/// The raw value is the name in theme files. A theme that leaves a role out uses its `fallback`.
public enum Role: String, Sendable, Hashable, CaseIterable {
    // Words
    case text, muted, faint, strong, accent, link, title
    // Places
    case titleBar = "title-bar"
    case titleBarActive = "title-bar-active"
    case titleBarMuted = "title-bar-muted"
    case panel
    case border
    case borderFocused = "border-focused"
    case panelTitle = "panel-title"
    case panelTitleFocused = "panel-title-focused"
    case dialog
    case shadow
    case statusBar = "status-bar"
    case sqlLine = "sql-line"
    case key
    case keyHint = "key-hint"
    // Lists and grids
    case header
    case headerType = "header-type"
    case headerActive = "header-active"
    case rowNumber = "row-number"
    case stripe
    case cursorRow = "cursor-row"
    case cursorColumn = "cursor-column"
    case cursorCell = "cursor-cell"
    case selection
    case selectionInactive = "selection-inactive"
    case match
    case prediction
    // Values
    case number
    case textValue = "text-value"
    case boolean
    case temporal
    case null
    // Tidings
    case good, warning, error
    // Controls
    case field
    case fieldFocused = "field-focused"
    case placeholder
    case button
    case buttonFocused = "button-focused"
    case step
    case stepActive = "step-active"
    case stepDone = "step-done"
    case gauge
    case gaugeTrack = "gauge-track"
    // Pictures
    case bar
    case barTrack = "bar-track"
    case axis
    case chartLabel = "chart-label"
    case series1, series2, series3, series4, series5, series6
    case heatLow = "heat-low"
    case heatHigh = "heat-high"

    /// The role whose style is used when a theme does not define this one; nil for `text`, which every theme must.
    public var fallback: Role? {
        switch self {
        case .text: nil
        case .muted, .strong, .accent, .panel, .number, .textValue, .good, .warning, .error, .header, .selection: .text
        case .faint, .titleBarMuted, .border, .headerType, .rowNumber, .null, .placeholder, .keyHint, .step, .axis,
            .chartLabel, .gaugeTrack, .barTrack, .shadow:
            .muted
        case .link, .borderFocused, .panelTitleFocused, .titleBarActive, .key, .match, .prediction, .gauge, .bar,
            .stepActive, .series1, .heatHigh:
            .accent
        case .title, .panelTitle: .strong
        case .titleBar, .statusBar, .headerActive: .header
        case .dialog, .sqlLine, .field, .stripe, .heatLow, .button: .panel
        case .cursorCell, .fieldFocused, .buttonFocused, .cursorRow, .cursorColumn, .selectionInactive: .selection
        case .boolean, .temporal: .textValue
        case .stepDone: .good
        case .series2: .good
        case .series3: .warning
        case .series4: .error
        case .series5: .number
        case .series6: .muted
        }
    }

    /// The colours of a chart's series, which repeat after six.
    public static func series(_ index: Int) -> Role {
        [.series1, .series2, .series3, .series4, .series5, .series6][((index % 6) + 6) % 6]
    }
}
