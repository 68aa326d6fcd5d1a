import Foundation
import Screen
import Tabular

/// A page of text over the panes: the help, a problem's details, a long value.
struct Reader: Sendable, Equatable {
    /// A paragraph; wrapped to the width it gets.
    struct Paragraph: Sendable, Hashable {
        var text: String
        var role = Role.text
        /// Before the text, in a column of its own: a key.
        var label = ""
    }

    var title: String
    var paragraphs: [Paragraph]
    /// What `y` copies; nil: nothing.
    var copies: String?
    var top = 0

    init(title: String, paragraphs: [Paragraph], copies: String? = nil) {
        self.title = title
        self.paragraphs = paragraphs
        self.copies = copies
    }

    /// All of it, for an editor.
    var wholeText: String {
        copies ?? paragraphs.map { $0.label.isEmpty ? $0.text : "\($0.label)\t\($0.text)" }.joined(separator: "\n")
    }
}

extension Reader {
    /// What the engine said about a problem.
    static func details(of message: Message) -> Reader {
        var paragraphs = [Paragraph(text: message.text, role: .error)]
        if !message.hint.isEmpty { paragraphs += [Paragraph(text: ""), Paragraph(text: message.hint)] }
        if !message.detail.isEmpty {
            paragraphs += [Paragraph(text: ""), Paragraph(text: message.detail, role: .muted)]
        }
        let whole = [message.text, message.hint, message.detail].filter { !$0.isEmpty }.joined(separator: "\n")
        return Reader(title: "The last problem", paragraphs: paragraphs, copies: whole)
    }

    /// A whole value.
    static func value(_ column: Column, _ value: CellValue) -> Reader {
        let text = value.text ?? "NULL"
        return Reader(
            title: "\(column.name)  \(TypeLabel.short(column.type))",
            paragraphs: [Paragraph(text: text, role: value.isNull ? .null : .text)], copies: value.text ?? "")
    }

    /// The keys of the pane and of everywhere.
    static func help(_ state: AppState) -> Reader {
        var under = state
        under.modals = []
        var paragraphs: [Paragraph] = []
        for scope in under.scopes {
            let commands = state.commands.commands.filter { $0.scope == scope && !$0.keys.isEmpty }
            guard !commands.isEmpty else { continue }
            if !paragraphs.isEmpty { paragraphs.append(Paragraph(text: "")) }
            paragraphs.append(Paragraph(text: scope.heading, role: .title))
            paragraphs += commands.map {
                Paragraph(text: $0.title, label: $0.keysText)
            }
        }
        return Reader(title: "Keys", paragraphs: paragraphs)
    }

    /// What is known about how a table is read.
    static func about(_ tab: TableTab) -> Reader {
        guard let table = tab.table, let relation = tab.relation else {
            return Reader(title: tab.title, paragraphs: [])
        }
        var paragraphs = [
            Paragraph(text: table.location.arguments.joined(separator: " "), label: "Source"),
            Paragraph(text: table.format.rawValue, label: "Format"),
            Paragraph(text: tab.rowCount.map(Count.text) ?? "being counted", label: "Rows"),
            Paragraph(text: Count.text(tab.schema.count), label: "Columns"),
            Paragraph(text: relation.sql, label: "Statement"),
        ]
        paragraphs += table.notes.map { Paragraph(text: $0, role: .warning, label: "Note") }
        return Reader(title: tab.title, paragraphs: paragraphs, copies: relation.sql)
    }
}

extension Reader: ModalFeature {
    var modal: Modal { .reader(self) }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        let page = max(1, Reader.room(state.size).height - 1)
        switch key {
        case .character("j"), .key(.down, []): top += 1
        case .character("k"), .key(.up, []): top -= 1
        case .key(.pageDown, []), .character(" "), .control("f"): top += page
        case .key(.pageUp, []), .control("b"): top -= page
        case .control("d"): top += page / 2
        case .control("u"): top -= page / 2
        case .character("g"), .key(.home, []): top = 0
        case .character("G"), .key(.end, []): top = .max / 2
        case .mouse(let event) where event.action == .wheelDown: top += 3
        case .mouse(let event) where event.action == .wheelUp: top -= 3
        case .character("y"): return copies.map { [.action(.copy($0, what: "the text"))] } ?? []
        default: break
        }
        top = max(0, min(top, lines(Reader.room(state.size).width).count - Reader.room(state.size).height))
        return []
    }

    /// The room for lines inside the box.
    private static func room(_ size: Size) -> Rect {
        ChromeLayout(size).body.centred(Size(width: 84, height: size.height)).inset(2, 1)
    }

    private var labelWidth: Int { min(28, (paragraphs.map { TextWidth.of($0.label) }.max() ?? 0)) }

    private func lines(_ width: Int) -> [Paragraph] {
        let label = labelWidth == 0 ? 0 : labelWidth + 2
        return paragraphs.flatMap { paragraph -> [Paragraph] in
            let inside = label > 0 && paragraph.role != .title ? width - label : width
            let wrapped = TextLayout.wrap(paragraph.text, to: max(1, inside))
            return wrapped.enumerated().map {
                Paragraph(text: $1, role: paragraph.role, label: $0 == 0 ? paragraph.label : "")
            }
        }
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        let body = ChromeLayout(frame.size).body
        let room = Reader.room(frame.size)
        let lines = lines(room.width)
        let size = Size(width: min(body.width, 84), height: min(body.height, lines.count + 2))
        let inside = frame.openBox(title, size: size, in: body, theme)
        let start = max(0, min(top, lines.count - inside.height))
        let label = labelWidth == 0 ? 0 : labelWidth + 2
        for (y, line) in lines[start...].prefix(inside.height).enumerated() {
            var place = inside.row(y)
            if label > 0, line.role != .title {
                frame.line(line.label, in: place.cut(left: label), theme[.key].withoutBackground)
            }
            frame.line(line.text, in: place, theme[line.role].withoutBackground)
        }
        if lines.count > inside.height {
            let edge = Rect(x: inside.right + 1, y: inside.y, width: 1, height: inside.height)
            ScrollBar(first: start, room: inside.height, count: lines.count).draw(into: &frame, in: edge, theme: theme)
        }
    }
}

extension CommandScope {
    var heading: String {
        switch self {
        case .always: "Everywhere"
        case .global: "The studio"
        case .place(let place): "The \(place.title) place"
        case .editor: "The script"
        case .pane(.grid): "The grid"
        case .pane(.tree): "The sources"
        case .pane(.profile): "The column's profile"
        case .modal(let kind): kind.rawValue.capitalized
        }
    }
}
