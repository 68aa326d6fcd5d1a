import Foundation
import Tabular

/// What the words on the command line open: folders go to the tree, everything else to tabs.
struct Startup {
    var sources: [SourceLocation] = []
    var folder: String
    /// Whether the first table of the folder opens: nothing else was asked for.
    var opensFirst = false

    init(sources: [SourceLocation], folder: String) {
        self.folder = folder
        var named: String?
        for source in sources {
            if source.arguments.count == 1, Self.isFolder(source.arguments[0]) {
                named = named ?? source.arguments[0]
            } else {
                self.sources.append(source)
            }
        }
        if let named {
            self.folder = named
            opensFirst = self.sources.isEmpty
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
