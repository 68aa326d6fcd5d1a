import Foundation
import Screen
import Tabular

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
