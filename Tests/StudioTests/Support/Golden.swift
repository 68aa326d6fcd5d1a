import Foundation
import Testing

/// Frames kept as text, beside the tests. `RECORD_FRAMES=1 swift test` writes them anew; a frame that is recorded for
/// the first time fails, so that somebody looks at it.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Frames")

    static func check(_ frame: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let file = folder.appending(path: name + ".txt")
        let kept = try? String(contentsOf: file, encoding: .utf8)
        if kept == frame + "\n" { return }
        guard ProcessInfo.processInfo.environment["RECORD_FRAMES"] == nil else {
            try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try? Data((frame + "\n").utf8).write(to: file)
            if kept == nil {
                Issue.record("\(name) was recorded: look at it and run again", sourceLocation: sourceLocation)
            }
            return
        }
        Issue.record(
            "\(name) looks different:\n\(frame)\n\nit was:\n\(kept ?? "nothing")", sourceLocation: sourceLocation)
    }
}
