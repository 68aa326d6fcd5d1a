import Foundation
import Testing

@testable import Screen

@Suite struct ThemeTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Themes")

    @Test func theFolderHoldsTheThemesWePromise() {
        #expect(Theme.files(in: Self.folder).map(\.name) == ["dark", "high-contrast", "light", "mono", "terminal"])
    }

    @Test(arguments: ["dark", "high-contrast", "light", "mono", "terminal"])
    func everyFileDefinesEveryRole(name: String) throws {
        let url = Self.folder.appending(path: name + ".yaml")
        let theme = try Theme.load(from: url)
        #expect(theme.name == name)
        #expect(!theme.about.isEmpty)
        let text = try String(contentsOf: url, encoding: .utf8)
        for role in Role.allCases {
            let isDefined = text.contains("\n  \(role.rawValue): ") || text.contains("\n  \"\(role.rawValue)\": ")
            #expect(isDefined, "\(name) leaves out \(role.rawValue)")
        }
    }

    @Test func theDocumentNamesEveryRole() throws {
        let document = Self.folder.deletingLastPathComponent().appending(path: "Docs/themes.md")
        let text = try String(contentsOf: document, encoding: .utf8)
        for role in Role.allCases {
            let isNamed = text.contains("`\(role.rawValue)`")
            #expect(isNamed, "\(role.rawValue)")
        }
    }

    @Test(arguments: [Theme.builtIn, .mono, .terminal])
    func whatIsCompiledInIsWhatTheFileSays(theme: Theme) throws {
        let loaded = try Theme.load(from: Self.folder.appending(path: theme.name + ".yaml"))
        #expect(loaded == theme)
    }

    /// Text must be readable: WCAG asks 4.5 to 1 for text, 7 to 1 for enhanced contrast.
    @Test(arguments: [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)])
    func textIsReadable(name: String, contrast: Double) throws {
        let theme = try Theme.load(from: Self.folder.appending(path: name + ".yaml"))
        let roles: [Role] = [
            .text, .strong, .accent, .muted, .titleBar, .titleBarActive, .panelTitle, .dialog, .statusBar, .sqlLine,
            .header, .headerActive,
            .cursorCell, .selection, .match, .prediction, .number, .textValue, .boolean, .temporal, .good, .warning,
            .error, .field,
            .fieldFocused, .button, .buttonFocused, .stepActive, .chartLabel,
        ]
        for role in roles {
            let style = theme[role].over(theme[.text])
            let foreground = try #require(style.foreground), background = try #require(style.background)
            let ratio = try Contrast.ratio(foreground, background)
            #expect(ratio >= contrast, "\(name): \(role.rawValue) has only \(ratio)")
        }
    }

    @Test func monoHasNoColour() throws {
        for theme in [Theme.mono, try Theme.load(from: Self.folder.appending(path: "light.yaml")).mapped(to: .mono)] {
            for role in Role.allCases { #expect(theme[role].foreground == nil && theme[role].background == nil) }
        }
    }

    @Test func sixteenColoursLookLikeTheTerminalTheme() {
        let mapped = Theme.builtIn.mapped(to: .sixteen)
        #expect(mapped.name == "dark")
        #expect(Role.allCases.allSatisfy { mapped[$0] == Theme.terminal[$0] })
        #expect(Theme.terminal.mapped(to: .sixteen) == .terminal)
    }

    @Test func rolesLeftOutFallBack() throws {
        let theme = try Theme.parse("roles:\n  text: white on black\n  accent: red\n", name: "t", source: "t.yaml")
        #expect(theme[.borderFocused] == theme[.accent])
        #expect(theme[.cursorCell] == theme[.text])
    }

    @Test(arguments: [
        ("roles:\n  text: white\n  colour: red\n", "t.yaml:3: there is no role \u{201c}colour\u{201d}"),
        ("roles:\n  accent: red\n", "t.yaml:2: role text is missing"),
        ("roles:\n  text: blurple\n", "t.yaml:2: \u{201c}blurple\u{201d} is no colour"),
        ("palette:\n  ink: nope\nroles:\n  text: ink\n", "t.yaml:2: \u{201c}nope\u{201d} is no colour"),
        ("roles:\n  text: white on #000000\n", "t.yaml:2: a colour is missing after"),
        ("roles:\n  text: [1, 2]\n", "t.yaml:2: role text needs a style"),
        ("just words", "t.yaml:1: has no roles"), ("roles: {text: [", "t.yaml:2: is not YAML"),
    ])
    func mistakesAreNamed(text: String, message: String) {
        let error = #expect(throws: ThemeError.self) { try Theme.parse(text, name: "t", source: "t.yaml") }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test func aMissingFileIsNamed() {
        let error = #expect(throws: ThemeError.self) { try Theme.load(from: URL(filePath: "/nowhere/x.yaml")) }
        #expect(error?.description.contains("/nowhere/x.yaml") == true)
    }
}

/// Contrast as WCAG 2 defines it.
enum Contrast {
    static func ratio(_ a: Color, _ b: Color) throws -> Double {
        let x = try luminance(a), y = try luminance(b)
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }

    private static func luminance(_ color: Color) throws -> Double {
        let c = try #require(color.components)
        func linear(_ v: Int) -> Double {
            let s = Double(v) / 255
            return s <= 0.04045 ? s / 12.92 : pow((s + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue)
    }
}
