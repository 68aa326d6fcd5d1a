import Foundation
import Screen
import Settings
import Tabular

extension CommandTable {
    /// The table with a person's keys. A key that is given to a command is taken from the others of its scope, which is
    /// told unless these have keys of their own in the settings too.
    func remapped(_ entries: [KeyEntry]) -> (table: CommandTable, mistakes: [Mistake]) {
        var remapping = Remapping(self)
        for entry in entries { remapping.add(entry) }
        for entry in entries { remapping.settle(entry) }
        return (remapped(remapping.map), remapping.mistakes)
    }
}

/// Works out what keys are on which command after a person's changes.
private struct Remapping {
    let table: CommandTable
    var map = KeyMap()
    var mistakes: [Mistake] = []
    private var mine: [CommandID: KeyEntry] = [:]

    init(_ table: CommandTable) { self.table = table }

    mutating func add(_ entry: KeyEntry) {
        let id = CommandID(entry.command)
        guard let command = table[id] else {
            let near = EditDistance.nearest(to: entry.command, among: table.commands.map(\.id.name))
            mistakes.append(
                Mistake(
                    entry.place, "there is no command '\(entry.command)'",
                    hint: near.map { "Did you mean \($0)?" } ?? "`atelier reference` lists the commands by name."))
            return
        }
        let typed = entry.chords.first { command.scope.takesText && $0.keys[0].typed != nil }
        if let typed {
            mistakes.append(
                Mistake(
                    entry.place, "\(KeyText.of(typed)) is typed where \(entry.command) works",
                    hint: "Use a key that writes nothing, such as C-\(typed.keys[0])."))
            return
        }
        map[id] = entry.chords
        mine[id] = entry
    }

    /// Takes the entry's keys from the other commands of its scope.
    mutating func settle(_ entry: KeyEntry) {
        guard let command = table[CommandID(entry.command)], mine[command.id] != nil else { return }
        // What the features share on purpose, such as one key for whichever of two can be done, stays shared.
        let chords = entry.chords.filter { !command.keys.contains($0) }
        for other in table.commands where other.id != command.id {
            let keys = map[other.id] ?? other.keys
            for chord in chords {
                guard
                    let taken = keys.first(where: {
                        $0 == chord || $0.begins(with: chord.keys) || chord.begins(with: $0.keys)
                    })
                else { continue }
                if other.scope == command.scope {
                    collide(entry, chord, other, taken)
                } else if other.scope.isInside(command.scope), taken == chord {
                    mistakes.append(
                        Mistake(
                            entry.place,
                            "\(KeyText.of(chord)) is \(other.id) where that works, and does \(entry.command) only elsewhere",
                            hint: "Choose another key, or give \(other.id) other keys."))
                }
            }
        }
    }

    private mutating func collide(_ entry: KeyEntry, _ chord: KeyChord, _ other: Command, _ taken: KeyChord) {
        if let theirs = mine[other.id] {
            // Told once, at the later line.
            guard theirs.place.line < entry.place.line || theirs.place.file != entry.place.file else { return }
            mistakes.append(
                Mistake(
                    entry.place, "\(KeyText.of(chord)) stands for \(other.id) already (\(theirs.place))",
                    hint: "A key can do one thing in one place."))
            map[CommandID(entry.command)]?.removeAll { $0 == chord }
            return
        }
        let left = (map[other.id] ?? other.keys).filter { $0 != taken }
        map[other.id] = left
        mistakes.append(
            Mistake(
                entry.place, "\(KeyText.of(chord)) was taken from \(other.id) (\(other.title.lowercased()))",
                hint: "To say that this is meant, write keys for it too, or `\(other.id): null`."))
    }
}

extension CommandScope {
    /// Whether letters are written into what has this scope.
    fileprivate var takesText: Bool { self == .modal(.prompt) || self == .modal(.picker) }

    /// Whether keys of this scope are tried before those of another.
    fileprivate func isInside(_ other: CommandScope) -> Bool {
        switch (self, other) {
        case (.pane, .place(.data)), (.pane, .global), (.place, .global), (.editor, .place(.sql)), (.editor, .global):
            true
        default: false
        }
    }
}

extension AppState {
    /// Tells what is wrong in the settings on the message line; all of it stands in the details.
    mutating func tell(_ mistakes: [Mistake]) {
        guard let first = mistakes.first else { return }
        let file = URL(filePath: first.place.file).lastPathComponent
        let details = commands["app.details"]?.keyText ?? ""
        let more = mistakes.count == 1 ? first.hint : "\(details) shows all \(mistakes.count) of them."
        show(
            Message(
                "\(file):\(first.place.line):\(first.place.column): \(first.text)", kind: .warning, hint: more))
        lastProblem = Message(
            "The settings have \(mistakes.count == 1 ? "a mistake" : "\(mistakes.count) mistakes")", kind: .error,
            hint: "What can be understood is used all the same.",
            detail: mistakes.map { $0.problem.description }.joined(separator: "\n\n"))
    }
}
