extension Theme {
    /// Attributes alone, for `NO_COLOR` and for terminals without colour. The same as `Themes/mono.yaml`.
    public static let mono = Theme(
        name: "mono", about: "No colour at all, only bold, dim, underline and reverse",
        palette: "",
        roles: """
            text: plain
            muted: plain
            faint: dim
            strong: bold
            accent: bold
            link: underline
            title: bold
            title-bar: plain
            title-bar-active: bold reverse
            title-bar-muted: dim
            panel: plain
            border: dim
            border-focused: bold
            panel-title: plain
            panel-title-focused: bold
            dialog: plain
            shadow: plain
            status-bar: plain
            sql-line: plain
            key: bold
            key-hint: plain
            header: bold underline
            header-type: dim
            header-active: bold reverse
            row-number: dim
            stripe: plain
            cursor-row: bold
            cursor-column: plain
            cursor-cell: bold reverse
            selection: reverse
            selection-inactive: underline
            match: bold underline
            prediction: bold
            number: plain
            text-value: plain
            boolean: plain
            temporal: plain
            null: dim italic
            good: plain
            warning: bold
            error: bold underline
            field: underline
            field-focused: bold underline
            placeholder: dim
            button: plain
            button-focused: bold reverse
            step: dim
            step-active: bold reverse
            step-done: plain
            gauge: plain
            gauge-track: dim
            bar: plain
            bar-track: dim
            axis: dim
            chart-label: plain
            series1: plain
            series2: dim
            series3: bold
            series4: plain
            series5: dim
            series6: bold
            heat-low: plain
            heat-high: reverse
            """)
}
