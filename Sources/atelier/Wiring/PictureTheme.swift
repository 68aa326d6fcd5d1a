import Foundation
import Screen
import Studio
import Tabular

extension PictureFile {
    /// A theme by name: built in, installed, or a person's own.
    static func theme(_ name: String) throws(Problem) -> Theme {
        if name == Theme.builtIn.name { return .builtIn }
        if name == Theme.mono.name { return .mono }
        let folders = [Installation.personalThemes, Installation.themes].compactMap(\.self)
        for folder in folders {
            if let theme = try? Theme.load(from: folder.appending(path: name + ".yaml")) { return theme }
        }
        let known = folders.flatMap { Theme.files(in: $0).map(\.name) }
        throw Problem(
            "there is no theme '\(name)'", hint: "Themes: " + (["dark", "mono"] + known).joined(separator: ", "),
            kind: .usage)
    }
}
