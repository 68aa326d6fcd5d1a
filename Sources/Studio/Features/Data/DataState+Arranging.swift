import Screen
import Tabular

extension TableTab {
    /// What the eyes do to columns. The table and its steps stay as they are.
    mutating func arrange(_ action: ArrangeAction) -> [Effect] {
        guard let name = currentColumn?.name else { return [] }
        switch action {
        case .hide: return hide(name)
        case .showAll: arrange { $0.hidden = [] }
        case .move(let step): arrange { [schema] in $0.move(name, by: step, in: schema) }
        case .freeze: arrange { [schema] in $0.freeze(through: name, in: schema) }
        case .resize(let step): setWidth(name, width(of: cursor.column) + step)
        case .fit:
            let fitted = columns.widths[name] == nil ? fittedWidth(cursor.column) : nil
            arrange { $0.widths[name] = fitted }
        case .fitColumn(let column):
            guard let index = schema.names.firstIndex(of: column) else { return [] }
            let fitted = fittedWidth(index)
            arrange { $0.widths[column] = fitted }
        case .fitAll:
            let fitted = schema.columns.indices.map { (schema.columns[$0].name, fittedWidth($0)) }
            arrange { $0.widths = $0.widths.isEmpty ? Dictionary(fitted) { first, _ in first } : [:] }
        case .digits(let step): setDigits(name, step)
        case .thousands: arrange { $0.formats[name, default: NumberFormat()].groups.toggle() }
        case .setHidden(let column, let isHidden):
            if isHidden, column == name { return hide(name) }
            arrange { if isHidden { $0.hidden.insert(column) } else { $0.hidden.remove(column) } }
        case .setWidth(let column, let width): setWidth(column, width)
        }
        return []
    }

    private mutating func setDigits(_ name: String, _ step: Int) {
        guard currentColumn?.type.isNumeric == true else { return }
        let inSight = digitsInSight
        arrange { columns in
            let next = (columns.formats[name]?.digits ?? inSight) + step
            // Fewer than none is as many as there are.
            columns.formats[name, default: NumberFormat()].digits = (0...12).contains(next) ? next : nil
        }
    }

    /// The most digits after the point among the values of the column around the cursor.
    private var digitsInSight: Int {
        let rows = max(0, cursor.row - 50)...cursor.row + 50
        return rows.compactMap { tiles.value(row: $0, column: cursor.column)?.text }.map { text in
            text.contains("e") ? 0 : text.split(separator: ".").dropFirst().first?.count ?? 0
        }.max() ?? 0
    }

    private mutating func hide(_ name: String) -> [Effect] {
        guard schema.count > 1 else { return [.action(.message(Message("The last column stays")))] }
        arrange { $0.hidden.insert(name) }
        let hint = "The columns list (c) shows it again. What is saved or copied goes without it."
        return [.action(.message(Message("\(name) is hidden", hint: hint)))]
    }

    private mutating func setWidth(_ name: String, _ width: Int) {
        arrange { $0.widths[name] = max(GridColumn.widths.lowerBound, min(width, 200)) }
    }

    /// The width that a column is drawn in.
    func width(of index: Int) -> Int {
        guard schema.columns.indices.contains(index) else { return GridColumn.widths.lowerBound }
        return columns.widths[schema.columns[index].name] ?? widths[index]
    }

    /// The width of the widest value that has been seen, without the usual bound.
    private func fittedWidth(_ index: Int) -> Int {
        let values = tiles.pages.flatMap { tile, page -> [Int] in
            let place = index - tile.columnBlock * Tile.columns
            return page.rows.compactMap { $0.indices.contains(place) ? $0[place].text.map { TextWidth.of($0) } : nil }
        }
        return max(
            GridColumn.widths.lowerBound, min(200, max(TextWidth.of(schema.columns[index].name), values.max() ?? 0)))
    }
}
