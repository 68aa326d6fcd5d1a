import Screen
import Testing

@testable import Studio

@Suite struct CommandTableTests {
    let table = CommandTable.standard

    @Test func everyKeyIsAKey() {
        #expect(table.commands.flatMap(\.unknownKeys) == [])
    }

    @Test func namesAreUnique() {
        let names = table.commands.map(\.id)
        #expect(Set(names).count == names.count)
    }

    @Test func noKeyHasTwoMeaningsInOneScope() {
        var seen: [CommandScope: [KeyChord: CommandID]] = [:]
        for command in table.commands {
            for key in command.keys {
                // Commands that say when they can be done may share a key; at most the last one may be for always.
                let other = seen[command.scope]?[key]
                #expect(other == nil, "\(key) is \(other?.name ?? "") and never \(command.id)")
                if !command.isConditional { seen[command.scope, default: [:]][key] = command.id }
            }
        }
    }

    @Test func noKeyThatBeginsAChordDoesSomethingByItself() {
        for scope in Set(table.commands.map(\.scope)) {
            let chords = table.commands.filter { $0.scope == scope }.flatMap { command in
                command.keys.map { ($0, command) }
            }
            for (chord, command) in chords {
                let longer = chords.first { $0.0.begins(with: chord.keys) }?.1
                #expect(longer == nil, "\(command.id) on \(chord) hides \(longer?.id.name ?? "")")
            }
        }
    }

    @Test func everyCommandMakesAnActionWhereItIsAvailable() {
        let state = Make.app(Make.browsing())
        for command in table.available(in: state) {
            #expect(command.action(state) != nil, "\(command.id)")
        }
    }

    @Test func theKeysPageHoldsEveryCommandAndKey() {
        let page = table.markdown
        for command in table.commands {
            #expect(page.contains("| \(command.id) |"), "\(command.id)")
        }
        #expect(page.contains("| `Ctrl-P`") || page.contains("`:` `Ctrl-P`"))
        #expect(page.contains("`\\|`"), "a bar would end the cell of a Markdown table")
    }

    @Test func hintsComeFromTheFocusedPaneFirst() {
        let hints = table.available(in: Make.app(Make.browsing())).filter { $0.hint != nil }
        #expect(hints.first?.id == "grid.record")
        var tree = Make.app(Make.browsing())
        _ = tree.press("S-Tab")
        #expect(tree.data.focus == .tree)
        #expect(table.available(in: tree).first { $0.hint != nil }?.id == "tree.open")
    }

    @Test func theWidthOfAScopeDecidesWhichCommandAKeyIs() {
        let state = Make.app(Make.browsing())
        let key = KeyPress("r")
        #expect(key.flatMap { table.command(for: $0, in: [.pane(.grid)], state)?.id } == "grid.refresh")
        #expect(key.flatMap { table.command(for: $0, in: [.pane(.tree)], state)?.id } == "tree.refresh")
        #expect(key.flatMap { table.command(for: $0, in: [.pane(.profile)], state) } == nil)
    }

    @Test func movementsAreNotInThePalette() {
        let names = table.palette(Make.app(Make.browsing())).map(\.id)
        #expect(names.contains("grid.filter"))
        #expect(!names.contains("grid.down"))
    }
}
