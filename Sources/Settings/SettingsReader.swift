import Foundation
import Screen
import Tabular
import Yams

extension Settings {
    /// Reads a file. One that is not there sets nothing; what is wrong in it is in `mistakes`.
    public static func read(_ path: String) -> Settings {
        guard FileManager.default.fileExists(atPath: path) else { return Settings() }
        do {
            return parse(try String(contentsOfFile: path, encoding: .utf8), file: path)
        } catch {
            var settings = Settings()
            let place = SettingsPlace(file: path, line: 1, column: 1)
            settings.mistakes = [
                Mistake(
                    place, "the file cannot be read as text in UTF-8", hint: "Check its permissions and its encoding.")
            ]
            return settings
        }
    }

    /// Reads the text of a file.
    public static func parse(_ text: String, file: String) -> Settings {
        var reader = SettingsReader(file: file)
        reader.read(text)
        return reader.settings
    }
}

/// Follows the nodes of a file, keeping what it understands and noting what it does not.
private struct SettingsReader {
    let file: String
    var settings = Settings()

    private static let names = ["theme", "mouse", "tour", "linear", "glyphs", "keys"]
    /// What a workspace's file holds besides.
    private static let others = ["version"]

    mutating func read(_ text: String) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            let (place, reason) = explain(error)
            settings.mistakes.append(
                Mistake(place, "this is not YAML: \(reason)", hint: "Nothing in the file is used until it is."))
            return
        } catch {
            settings.mistakes.append(
                Mistake(place(nil), "this is not YAML", hint: "Nothing in the file is used until it is."))
            return
        }
        // An empty file sets nothing.
        guard let root, root.null == nil else { return }
        guard let map = root.mapping else {
            wrong(root, "settings are lines such as `theme: light`")
            return
        }
        for (key, value) in map { entry(key, value) }
    }

    private mutating func entry(_ key: Node, _ value: Node) {
        let name = key.string ?? ""
        switch name {
        case "theme":
            guard let theme = value.string, value.null == nil, !theme.isEmpty else {
                return wrong(
                    value, "theme needs a name", hint: "For example `theme: auto`, or dark, light, high-contrast.")
            }
            settings.theme = theme
        case "mouse": settings.mouse = yesOrNo(name, value)
        case "tour": settings.tour = yesOrNo(name, value)
        case "linear": settings.linear = yesOrNo(name, value)
        case "glyphs":
            let choices = Settings.GlyphChoice.allCases.map(\.rawValue).joined(separator: ", ")
            guard let choice = value.string.flatMap(Settings.GlyphChoice.init(rawValue:)) else {
                return wrong(value, "glyphs can be \(choices)")
            }
            settings.glyphs = choice
        case "keys": keys(value)
        case _ where Self.others.contains(name): break
        default:
            let near = EditDistance.nearest(to: name, among: Self.names)
            wrong(
                key, "there is no setting '\(name)'",
                hint: near.map { "Did you mean \($0)?" } ?? "There are: \(Self.names.joined(separator: ", ")).")
        }
    }

    private mutating func keys(_ node: Node) {
        if node.null != nil { return }
        guard let map = node.mapping else {
            return wrong(node, "keys are lines such as `grid.sort-up: s` below `keys:`")
        }
        for (key, value) in map {
            guard let command = key.string, !command.isEmpty else {
                wrong(key, "a command's name is missing")
                continue
            }
            if settings.keys.contains(where: { $0.command == command }) {
                wrong(key, "\(command) has keys already", hint: "Write several as a list: [s, z s].")
                continue
            }
            guard let chords = chords(value) else { continue }
            settings.keys.append(KeyEntry(command: command, chords: chords, place: place(key)))
        }
    }

    /// nil when one of them is no key: then the command keeps those that it has.
    private mutating func chords(_ node: Node) -> [KeyChord]? {
        if node.null != nil { return [] }
        if let list = node.sequence {
            let found = list.map { chord($0) }
            return found.contains { $0 == nil } ? nil : found.compactMap { $0 }
        }
        return chord(node).map { [$0] }
    }

    /// `s`, `C-p`, `z f` or `z+f`.
    private mutating func chord(_ node: Node) -> KeyChord? {
        // Numbers and `y` are keys too, whatever else they mean in YAML.
        guard let text = node.scalar?.string, !text.isEmpty else {
            wrong(node, "a key is missing", hint: "For example s, C-p, F5, Space, or z f for one after another.")
            return nil
        }
        let parts = text.split(separator: " ").map { KeyChord(String($0)) }
        guard !parts.isEmpty, !parts.contains(where: { $0 == nil }),
            let chord = KeyChord(keys: parts.compactMap { $0 }.flatMap(\.keys))
        else {
            wrong(
                node, "no key is called '\(text)'",
                hint:
                    "Keys are written s, S, C-s, M-s, S-Tab, Enter, Esc, Space, PgDn, F5, or z f for one after another."
            )
            return nil
        }
        return chord
    }

    private mutating func yesOrNo(_ name: String, _ node: Node) -> Bool? {
        switch node.scalar?.string.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            wrong(node, "\(name) can be on or off")
            return nil
        }
    }

    private mutating func wrong(_ node: Node, _ text: String, hint: String = "") {
        settings.mistakes.append(Mistake(place(node), text, hint: hint))
    }

    private func place(_ node: Node?) -> SettingsPlace {
        SettingsPlace(file: file, line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1)
    }

    private func explain(_ error: YamlError) -> (SettingsPlace, String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (SettingsPlace(file: file, line: mark.line, column: mark.column), problem)
        case .duplicatedKeysInMapping(let keys, let context):
            (
                SettingsPlace(file: file, line: context.mark.line, column: context.mark.column),
                "\(keys.joined(separator: ", ")) stands there twice"
            )
        default: (place(nil), "\(error)")
        }
    }
}
