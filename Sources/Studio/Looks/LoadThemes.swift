import Foundation
import Screen
import Tabular

extension LoadThemes {
    /// Reads one theme at once: the one that the first frame is to wear. nil when there is none of that name that can be read.
    static func theme(_ name: String, in folders: [String]) -> Theme? {
        if name == Theme.mono.name { return .mono }
        let files = folders.reversed().map { URL(fileURLWithPath: $0).appending(path: name + ".yaml") }
        return files.lazy.compactMap { try? Theme.load(from: $0) }.first
    }
}

/// Reads the theme files of a folder, after the first rows are on the screen.
struct LoadThemes: Work {
    var folders: [String]

    func run(_ context: EffectContext) async throws -> Action? {
        var themes: [Theme] = []
        for folder in folders {
            for file in Theme.files(in: URL(fileURLWithPath: folder)) {
                do {
                    themes.append(try Theme.load(from: file.url))
                } catch {
                    context.send(.message(Message(String(describing: error), kind: .warning)))
                }
            }
        }
        return .themesLoaded(themes)
    }
}
