import Screen
import Settings
import Testing

@Suite struct SettingsTests {
    @Test func everythingThatCanBeSet() {
        let settings = Settings.parse(
            """
            # mine
            version: 1
            theme: light
            mouse: off
            tour: no
            linear: true
            glyphs: ascii
            keys:
              grid.sort-up: [s, z s, C-x+C-s]
              app.suspend: null
              app.sql: y
              place.data: 1
            """, file: "config.yaml")
        #expect(settings.mistakes == [])
        #expect(settings.theme == "light")
        #expect(settings.mouse == false && settings.tour == false && settings.linear == true)
        #expect(settings.glyphs == .ascii)
        #expect(settings.keys.map(\.command) == ["grid.sort-up", "app.suspend", "app.sql", "place.data"])
        #expect(settings.keys.map { $0.chords.map(\.description) } == [["s", "z+s", "C-x+C-s"], [], ["y"], ["1"]])
        #expect(settings.keys[0].place == SettingsPlace(file: "config.yaml", line: 9, column: 3))
    }

    @Test(arguments: [
        ("theme:\n", 1, "theme needs a name"),
        ("mouse: perhaps\n", 1, "mouse can be on or off"),
        ("\nteme: dark\n", 2, "there is no setting 'teme'"),
        ("glyphs: icons\n", 1, "glyphs can be auto, unicode, ascii"),
        ("keys:\n  app.sql: Hyper-x\n", 2, "no key is called 'Hyper-x'"),
        ("keys:\n  app.sql: [s, '']\n", 2, "a key is missing"),
        ("keys: all\n", 1, "keys are lines such as"),
        ("- a\n- b\n", 1, "settings are lines such as"),
        ("theme: [dark\nmouse: on\n", 2, "this is not YAML"),
        ("theme: dark\ntheme: light\n", 1, "this is not YAML: theme stands there twice"),
    ])
    func mistakesSayWhere(text: String, line: Int, says: String) {
        let settings = Settings.parse(text, file: "config.yaml")
        #expect(settings.mistakes.count == 1)
        #expect(settings.mistakes.first?.text.hasPrefix(says) == true, "\(settings.mistakes)")
        #expect(settings.mistakes.first?.place.line == line, "\(settings.mistakes)")
    }

    @Test func aMistakeLeavesTheRestAsItIs() {
        let settings = Settings.parse(
            "theme: light\nmouse: perhaps\nkeys:\n  app.sql: Q Q Nokey\n  app.open: O\n", file: "c")
        #expect(settings.theme == "light")
        #expect(settings.keys.map(\.command) == ["app.open"])
        #expect(settings.mistakes.count == 2)
    }

    @Test func anEmptyFileSetsNothing() {
        for text in ["", "\n", "# nothing\n", "keys:\n", "null\n"] {
            #expect(Settings.parse(text, file: "c") == Settings())
        }
        #expect(Settings.read("/no/such/file.yaml") == Settings())
    }

    @Test func theWorkspaceWinsEntryByEntry() {
        let own = Settings.parse("theme: light\nmouse: off\nkeys: {app.sql: x, app.open: O}\n", file: "own")
        let workspace = Settings.parse("theme: mono\nkeys: {app.sql: X}\n", file: "workspace")
        let both = own.overlaid(by: workspace)
        #expect(both.theme == "mono" && both.mouse == false)
        #expect(both.keys.map(\.command) == ["app.open", "app.sql"])
        #expect(both.keys[1].chords.map(\.description) == ["X"])
    }
}
