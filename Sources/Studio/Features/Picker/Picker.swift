import Foundation
import Screen
import Tabular

/// What can happen in a list to choose from.
enum PickerAction: Sendable, Equatable {
    case move(Int)
    case choose
}

/// A list that is narrowed by typing: the palette, columns, themes, jobs.
struct Picker: Sendable, Equatable {
    struct Item: Sendable, Equatable {
        var title: String
        /// At the right: a key, a type.
        var note = ""
        var action: Action
    }

    var title: String
    var placeholder: String
    var items: [Item]
    /// Whether a number that is typed goes to that row.
    var takesRowNumber = false
    var edit = TextEdit()
    var selected = 0

    init(title: String, placeholder: String, items: [Item], takesRowNumber: Bool = false) {
        self.title = title
        self.placeholder = placeholder
        self.items = items
        self.takesRowNumber = takesRowNumber
    }

    /// The items that match what has been typed, best first; equals keep their order.
    var matches: [Item] {
        if let row = rowNumber {
            let target = Action.data(.move(.toRow(max(0, row - 1))))
            return [Item(title: "Go to row \(Count.text(row))", note: "Enter", action: target)]
        }
        if edit.isEmpty { return items }
        let scored = items.enumerated().compactMap { index, item in
            Fuzzy.score(edit.text, in: item.title).map { (index, item, $0) }
        }
        return scored.sorted { ($1.2, $0.0) < ($0.2, $1.0) }.map(\.1)
    }

    private var rowNumber: Int? { takesRowNumber ? Int(edit.text.trimmingCharacters(in: .whitespaces)) : nil }
}

extension Picker: ModalFeature {
    var modal: Modal { .picker(self) }
    var takesText: Bool { true }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        if case .mouse(let event) = key { return mouse(event, state.size) }
        let before = edit.text
        _ = edit.handle(key)
        if edit.text != before { selected = 0 }
        return []
    }

    private mutating func mouse(_ event: MouseEvent, _ size: Size) -> [Effect] {
        switch event.action {
        case .wheelDown: return [.action(.picker(.move(1)))]
        case .wheelUp: return [.action(.picker(.move(-1)))]
        case .press:
            let place = place(ChromeLayout(size).body)
            guard place.contains(event.point) else { return [.action(.dismiss)] }
            guard let hit = list.item(at: event.point, in: listRoom(in: place.height < 6 ? place : place.inset(2, 1)))
            else { return [] }
            selected = hit
            return [.action(.picker(.choose))]
        default: return []
        }
    }

    private var list: ListView {
        let found = matches
        return ListView(
            found.map { ListItem($0.title, note: $0.note) },
            selected: found.isEmpty ? nil : min(selected, found.count - 1),
            empty: "Nothing matches '\(edit.text)'.")
    }

    /// Where the box is: its top edge stays where it is while typing changes the number of matches.
    private func place(_ area: Rect) -> Rect {
        if area.height < 6 { return area }
        let height = min(area.height, max(6, min(matches.count, 14) + 4)), width = min(area.width, 72)
        let top = min(max(0, (area.height - 18) / 3), area.height - height)
        return Rect(x: area.x + (area.width - width) / 2, y: area.y + top, width: width, height: height)
    }

    /// Under the field and a blank line.
    private func listRoom(in inside: Rect) -> Rect {
        var room = inside
        _ = room.cut(top: room.height > 3 ? 2 : 1)
        return room
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        let place = place(ChromeLayout(frame.size).body)
        let inside = frame.openBox(title, size: place.size, in: place, theme)
        frame.draw(TextField(edit, placeholder: placeholder, prompt: ": "), in: inside.row(0), theme)
        frame.draw(list, in: listRoom(in: inside), theme)
    }
}

extension AppState {
    mutating func reducePicker(_ action: PickerAction) -> [Effect] {
        guard case .picker(var picker)? = modals.last else { return [] }
        let found = picker.matches
        switch action {
        case .move(let step):
            guard !found.isEmpty else { return [] }
            picker.selected = max(0, min(picker.selected + step, found.count - 1))
            modals[modals.count - 1] = .picker(picker)
            return []
        case .choose:
            guard found.indices.contains(picker.selected) else { return [] }
            return [.action(.dismiss), .action(found[picker.selected].action)]
        }
    }
}
