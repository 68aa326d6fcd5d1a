import Tabular

extension Translator {
    /// ` GROUP BY …`. Strings are grouped by their keys; the least of a group's strings stands for it afterwards.
    func groupClause(_ elements: [GroupingElement]) throws(Diagnostic) -> String {
        guard !elements.isEmpty else { return "" }
        var outputs: [String: String] = [:]
        let hasSets = elements.contains { element in
            if case .expression = element { return false }
            if case .composite = element { return false }
            return true
        }
        let parts = try mapped(elements) { (element) throws(Diagnostic) in
            try self.grouping(element, hasSets: hasSets, outputs: &outputs)
        }
        scope.groups = GroupKeys(outputs: outputs, isGrouped: true)
        return " GROUP BY " + parts.joined(separator: ", ")
    }

    private func grouping(
        _ element: GroupingElement, hasSets: Bool, outputs: inout [String: String]
    ) throws(Diagnostic) -> String {
        switch element {
        case .expression(let expression): return try groupKey(expression, hasSets: hasSets, outputs: &outputs)
        case .composite(let expressions, _):
            var keys: [String] = []
            for expression in expressions { keys.append(try groupKey(expression, hasSets: hasSets, outputs: &outputs)) }
            return hasSets ? "(\(keys.joined(separator: ", ")))" : keys.joined(separator: ", ")
        case .rollup(let inner): return "ROLLUP (\(try groupings(inner, &outputs)))"
        case .cube(let inner): return "CUBE (\(try groupings(inner, &outputs)))"
        case .groupingSets(let inner): return "GROUPING SETS (\(try groupings(inner, &outputs)))"
        }
    }

    private func groupings(_ elements: [GroupingElement], _ outputs: inout [String: String]) throws(Diagnostic)
        -> String
    {
        var parts: [String] = []
        for element in elements { parts.append(try grouping(element, hasSets: true, outputs: &outputs)) }
        return parts.joined(separator: ", ")
    }

    private func groupKey(
        _ expression: Expression, hasSets: Bool, outputs: inout [String: String]
    ) throws(Diagnostic) -> String {
        if case .literal = expression.kind {
            throw Diagnostic(
                "GROUP BY takes columns and expressions, not constants", at: expression.position, number: 164)
        }
        let value = try value(expression)
        let key = key(value)
        guard key != value.sql else { return key }
        outputs[value.sql] = hasSets ? "CASE WHEN grouping(\(key)) = 0 THEN min(\(value.sql)) END" : "min(\(value.sql))"
        return key
    }

    /// What GROUPING(x) asks about: the key, not what stands for it.
    func groupingKey(_ expression: Expression) throws(Diagnostic) -> String {
        let groups = scope.groups
        scope.groups = nil
        defer { scope.groups = groups }
        return key(try value(expression))
    }

    // MARK: Windows

    /// ` WINDOW w AS (…)`
    func windowClause(_ windows: [NamedWindow]) throws(Diagnostic) -> String {
        guard !windows.isEmpty else { return "" }
        let parts = try mapped(windows) { (window) throws(Diagnostic) in
            "\(self.identifier(window.name.name)) AS \(try self.window(window.window))"
        }
        return " WINDOW " + parts.joined(separator: ", ")
    }

    /// `(PARTITION BY … ORDER BY … ROWS …)`, or the name of a window.
    func window(_ window: Window) throws(Diagnostic) -> String {
        if let reference = window.reference, window.partitions.isEmpty, window.order.isEmpty, window.frame == nil {
            return identifier(reference.name)
        }
        var parts: [String] = []
        if let reference = window.reference { parts.append(identifier(reference.name)) }
        if !window.partitions.isEmpty {
            let keys = try mapped(window.partitions) { (item) throws(Diagnostic) in self.key(try self.value(item)) }
            parts.append("PARTITION BY " + keys.joined(separator: ", "))
        }
        if !window.order.isEmpty {
            let keys = try mapped(window.order) { (item) throws(Diagnostic) in
                self.key(try self.value(item.expression))
                    + (item.isDescending ? " DESC NULLS LAST" : " ASC NULLS FIRST")
            }
            parts.append("ORDER BY " + keys.joined(separator: ", "))
        }
        if let frame = window.frame {
            let start = bound(frame.start)
            let word = frame.isRange ? "RANGE" : "ROWS"
            parts.append(frame.end.map { "\(word) BETWEEN \(start) AND \(bound($0))" } ?? "\(word) \(start)")
        }
        return "(" + parts.joined(separator: " ") + ")"
    }

    private func bound(_ bound: Window.Bound) -> String {
        switch bound {
        case .unboundedPreceding: "UNBOUNDED PRECEDING"
        case .unboundedFollowing: "UNBOUNDED FOLLOWING"
        case .currentRow: "CURRENT ROW"
        case .preceding(let count): "\(count) PRECEDING"
        case .following(let count): "\(count) FOLLOWING"
        }
    }
}
