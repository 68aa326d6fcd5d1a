extension Theme {
    /// A look of attributes alone, for `NO_COLOR` and for terminals without colour. The same as `Themes/mono.yaml`.
    public static let mono = Theme(name: "mono", about: "No colour at all: bold, underline and reverse", styles: [
        .text: .plain,
        .muted: .plain, .faint: Style(.dim), .strong: Style(.bold), .accent: Style(.bold), .link: Style(.underline),
        .title: Style(.bold),
        .titleBar: Style(.reverse), .titleBarActive: Style([.reverse, .bold, .underline]), .titleBarMuted: Style(.reverse),
        .border: Style(.dim), .borderFocused: Style(.bold), .panelTitle: .plain, .panelTitleFocused: Style([.bold, .underline]),
        .statusBar: .plain, .sqlLine: .plain, .key: Style(.bold), .keyHint: .plain,
        .header: Style(.bold), .headerType: Style(.dim), .headerActive: Style([.bold, .underline]),
        .rowNumber: Style(.dim), .stripe: .plain, .cursorRow: Style(.bold), .cursorColumn: .plain,
        .cursorCell: Style([.reverse, .bold]), .selection: Style(.reverse), .selectionInactive: Style(.underline),
        .match: Style([.underline, .bold]), .prediction: Style(.bold), .null: Style(.dim),
        .good: .plain, .warning: Style(.bold), .error: Style([.bold, .underline]),
        .field: Style(.underline), .fieldFocused: Style([.underline, .bold]), .placeholder: Style(.dim),
        .button: .plain, .buttonFocused: Style(.reverse),
        .step: Style(.dim), .stepActive: Style([.bold, .reverse]), .stepDone: .plain,
        .gauge: .plain, .gaugeTrack: Style(.dim), .bar: .plain, .barTrack: Style(.dim), .axis: Style(.dim),
        .chartLabel: .plain, .heatLow: .plain, .heatHigh: Style(.reverse),
    ])
}
