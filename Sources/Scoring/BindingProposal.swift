public import Tabular

extension ModelSignature {
    /// Proposes a column for every input: by exact name, by name apart from case and punctuation, by similar spelling
    /// with a fitting type. `chosen` (label of the input → column) wins over every proposal.
    /// - Throws: a usage `Problem` when `chosen` names an input or a column that does not exist.
    public func bindings(to schema: Schema, chosen: [String: String] = [:]) throws(Problem) -> [ColumnBinding] {
        var result: [ColumnBinding] = []
        let slots = inputs.flatMap { input in
            (0..<input.width).map { ColumnBinding(input: input, position: $0, column: nil, fit: .missing, note: "") }
        }
        try check(chosen, slots: slots, schema: schema)
        for slot in slots {
            if let name = chosen[slot.label], let column = schema[name] {
                result.append(slot.bound(to: column))
            } else if let column = candidate(for: slot, in: schema) {
                result.append(slot.bound(to: column))
            } else {
                result.append(slot.bound(to: nil))
            }
        }
        return result
    }

    private func check(
        _ chosen: [String: String], slots: [ColumnBinding], schema: Schema
    ) throws(Problem) {
        for (input, column) in chosen.sorted(by: { $0.key < $1.key }) {
            guard slots.contains(where: { $0.label == input }) else {
                throw Problem(
                    "the model has no input '\(input)'",
                    hint: "Its inputs are \(slots.map(\.label).joined(separator: ", ")).", kind: .usage)
            }
            guard schema[column] != nil else {
                let near = EditDistance.nearest(to: column, among: schema.names)
                throw Problem(
                    "the table has no column '\(column)'",
                    hint: near.map { "Did you mean '\($0)'?" }
                        ?? "Its columns are \(schema.names.prefix(20).joined(separator: ", ")).",
                    kind: .usage)
            }
        }
    }

    /// Columns for every input by name alone, apart from case and punctuation: what a statement means must not depend on
    /// what happens to look alike. Packed inputs whose columns have no names take numbers in order.
    public func namedBindings(to schema: Schema) -> [ColumnBinding] {
        inputs.flatMap { input in
            (0..<input.width).map { position in
                let slot = ColumnBinding(input: input, position: position, column: nil, fit: .missing, note: "")
                let column = candidate(for: slot, in: schema)
                let isMeant = input.width > 1 || column.map { Self.plain($0.name) == Self.plain(input.name) } == true
                return slot.bound(to: isMeant ? column : nil)
            }
        }
    }

    private func candidate(for slot: ColumnBinding, in schema: Schema) -> Column? {
        if slot.input.width > 1 {
            let numbers = schema.columns.filter { $0.type.isNumeric || $0.type.kind == .boolean }
            return slot.position < numbers.count ? numbers[slot.position] : nil
        }
        if let same = schema[slot.input.name] { return same }
        let plain = Self.plain(slot.input.name)
        if let alike = schema.columns.first(where: { Self.plain($0.name) == plain }) { return alike }
        let fitting = schema.columns.filter { slot.input.fit(of: $0.type).fit != .wrong }
        return EditDistance.nearest(to: slot.input.name, among: fitting.map(\.name)).flatMap { schema[$0] }
    }

    /// A name without case and punctuation: `Dep_Delay` and `depDelay` are the same.
    private static func plain(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}

extension ColumnBinding {
    /// The same input with another column, and how it fits.
    public func bound(to column: Column?) -> ColumnBinding {
        guard let column else {
            return ColumnBinding(
                input: input, position: position, column: nil, fit: .missing,
                note: "no column looks like it: choose one")
        }
        let (fit, note) = input.fit(of: column.type)
        var notes = [note].filter { !$0.isEmpty }
        if column.name != input.name && input.width == 1 { notes.append("the name differs") }
        if input.width > 1 { notes.append("by order: the model does not name its columns") }
        return ColumnBinding(
            input: input, position: position, column: column, fit: fit, note: notes.joined(separator: "; "))
    }
}

extension ModelInput {
    /// How values of a column's type become what the input takes.
    public func fit(of type: ColumnType) -> (fit: ColumnBinding.Fit, note: String) {
        switch (element, meaning) {
        case (_, .days): return fitOfTime(type, exact: .date, noun: "dates")
        case (_, .microseconds): return fitOfTime(type, exact: .timestamp, noun: "timestamps")
        case (.string, _):
            return type.kind == .text ? (.fits, "") : (.converted, "\(type.name) is written as text")
        case (.float, _), (.double, _): return fitOfNumber(type)
        case (.bool, _): return type.kind == .boolean ? (.fits, "") : fitOfWhole(type)
        default: return fitOfWhole(type)
        }
    }

    private func fitOfNumber(_ type: ColumnType) -> (fit: ColumnBinding.Fit, note: String) {
        switch type.kind {
        case .integer, .real, .decimal, .boolean: (.fits, "")
        case .text: (.converted, "text is read as numbers; what is no number counts as missing")
        default: (.wrong, "\(type.name) cannot become a number")
        }
    }

    private func fitOfWhole(_ type: ColumnType) -> (fit: ColumnBinding.Fit, note: String) {
        switch type.kind {
        case .integer, .boolean: (.fits, "")
        case .real, .decimal: (.converted, "\(type.name) is rounded to whole numbers")
        case .text: (.converted, "text is read as whole numbers; what is no number counts as missing")
        default: (.wrong, "\(type.name) cannot become a whole number")
        }
    }

    private func fitOfTime(
        _ type: ColumnType, exact: ColumnType.Kind, noun: String
    ) -> (fit: ColumnBinding.Fit, note: String) {
        switch type.kind {
        case exact: (.fits, "")
        case .date, .timestamp: (.converted, "\(type.name) is read as \(noun)")
        case .text: (.converted, "text is read as \(noun); what is none counts as missing")
        default: (.wrong, "\(type.name) cannot become \(noun)")
        }
    }
}
