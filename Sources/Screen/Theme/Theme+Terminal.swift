extension Theme {
    /// The terminal's own sixteen colours, which terminals with no more get. The same as `Themes/terminal.yaml`.
    public static let terminal = Theme(
        name: "terminal", about: "The terminal's own palette and background",
        palette: "",
        roles: """
            text: default on default
            muted: dim
            faint: dim
            strong: bold
            accent: cyan
            link: underline blue
            title: bold
            title-bar: plain
            title-bar-active: bold black on cyan
            title-bar-muted: dim
            panel: default on default
            border: dim
            border-focused: cyan
            panel-title: plain
            panel-title-focused: bold cyan
            dialog: default on default
            shadow: plain
            status-bar: plain
            sql-line: plain
            key: bold cyan
            key-hint: plain
            header: bold
            header-type: dim
            header-active: bold cyan
            row-number: dim
            stripe: plain
            cursor-row: bold
            cursor-column: plain
            cursor-cell: bold black on cyan
            selection: black on cyan
            selection-inactive: bold underline
            match: black on yellow
            prediction: magenta
            number: plain
            text-value: plain
            boolean: magenta
            temporal: green
            null: dim
            good: green
            warning: yellow
            error: bold red
            field: underline
            field-focused: bold underline
            placeholder: dim
            button: reverse
            button-focused: bold black on cyan
            step: dim
            step-active: bold cyan
            step-done: green
            gauge: cyan
            gauge-track: dim
            bar: cyan
            bar-track: dim
            axis: dim
            chart-label: plain
            series1: cyan
            series2: yellow
            series3: blue
            series4: red
            series5: magenta
            series6: green
            heat-low: plain
            heat-high: black on cyan
            """)
}
