extension Theme {
    /// The name of the theme for light terminals, which is a file.
    public static let lightName = "light"

    /// The default look, compiled in so that no file is read at start. The same as `Themes/dark.yaml`.
    public static let builtIn = Theme(
        name: "dark", about: "Calm slate with a teal accent, for dark rooms",
        palette: """
            paper: #15181d
            raised: #1c2027
            bar: #21262e
            hover: #222a33
            line: #363d48
            ink: #d3d8e0
            bright: #f1f4f8
            soft: #8e99a8
            faded: #6b7686
            teal: #5cc2b4
            deep: #1f4a4a
            blue: #7fb2e5
            green: #95c47a
            amber: #e2b566
            red: #e5737a
            violet: #b79ae0
            orange: #e3976b
            """,
        roles: """
            text: ink on paper
            muted: soft
            faint: faded
            strong: bold bright
            accent: teal
            link: underline blue
            title: bold bright
            title-bar: ink on bar
            title-bar-active: bold paper on teal
            title-bar-muted: soft on bar
            panel: ink on paper
            border: line
            border-focused: teal
            panel-title: soft
            panel-title-focused: bold teal
            dialog: ink on raised
            shadow: on #0d0f12
            status-bar: soft on bar
            sql-line: soft on raised
            key: bold teal
            key-hint: soft
            header: bold bright on bar
            header-type: faded on bar
            header-active: bold teal on bar
            row-number: faded
            stripe: on #181c22
            cursor-row: on hover
            cursor-column: on #1b2026
            cursor-cell: bold bright on #2c6b67
            selection: bright on deep
            selection-inactive: on hover
            match: #15181d on amber
            prediction: violet
            number: #c9dcef
            text-value: ink
            boolean: violet
            temporal: #a9cbbf
            null: italic faded
            good: green
            warning: amber
            error: red
            field: ink on bar
            field-focused: bright on #2a323d
            placeholder: italic faded
            button: ink on bar
            button-focused: bold paper on teal
            step: faded
            step-active: bold teal
            step-done: green
            gauge: teal
            gauge-track: line
            bar: teal
            bar-track: line
            axis: faded
            chart-label: soft
            series1: teal
            series2: orange
            series3: blue
            series4: amber
            series5: violet
            series6: green
            heat-low: ink on raised
            heat-high: bold bright on #2f8f86
            """)
}
