public import Foundation
import Yams

extension Theme {
    /// Reads a theme file.
    /// - Throws: `ThemeError` naming the file, the line and the role.
    public static func load(from url: URL) throws(ThemeError) -> Theme {
        let text: String
        do {
            text = try String(contentsOf: url, encoding: .utf8)
        } catch {
            throw ThemeError(source: url.path, message: "cannot be read: \(error.localizedDescription)")
        }
        return try parse(text, name: url.deletingPathExtension().lastPathComponent, source: url.path)
    }

    /// Reads a theme from the text of its file.
    public static func parse(_ text: String, name: String, source: String) throws(ThemeError) -> Theme {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw ThemeError(source: source, line: error.line, message: "is not YAML: \(error)")
        } catch {
            throw ThemeError(source: source, message: "is not YAML: \(error)")
        }
        guard let map = root?.mapping, let roles = map["roles"]?.mapping else {
            throw ThemeError(
                source: source, line: 1, message: "has no roles: write `roles:` and below it a style for `text`")
        }
        var parser = ThemeParser(source: source)
        for (key, value) in map["palette"]?.mapping ?? [:] {
            guard let name = key.string, let color = value.string else { continue }
            parser.palette[name] = (color, value.mark?.line)
        }
        var styles: [Role: Style] = [:]
        for (key, value) in roles {
            let line = key.mark?.line
            guard let role = key.string.flatMap(Role.init(rawValue:)) else {
                throw ThemeError(
                    source: source, line: line, message: "there is no role \u{201c}\(key.string ?? "?")\u{201d}")
            }
            guard let style = value.string else {
                throw ThemeError(
                    source: source, line: line,
                    message: "role \(role.rawValue) needs a style such as `bold red on black`")
            }
            styles[role] = try parser.style(style, line: value.mark?.line)
        }
        guard styles[.text] != nil else {
            throw ThemeError(
                source: source, line: map["roles"]?.mark?.line,
                message: "role text is missing: every other falls back to it")
        }
        return Theme(name: name, about: map["about"]?.string ?? "", styles: styles)
    }

    /// The theme files of a folder by name, sorted; none when there is no such folder.
    public static func files(in folder: URL) -> [(name: String, url: URL)] {
        let found =
            (try? FileManager.default.contentsOfDirectory(
                at: folder.resolvingSymlinksInPath(), includingPropertiesForKeys: nil)) ?? []
        return found.filter { $0.pathExtension == "yaml" }
            .map { ($0.deletingPathExtension().lastPathComponent, $0) }
            .sorted { $0.name < $1.name }
    }
}

extension YamlError {
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }
}
