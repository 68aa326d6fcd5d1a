import Foundation
import Testing

@testable import Studio

@Suite struct KeysPageTests {
    /// `RECORD_FRAMES=1 swift test --filter StudioTests` writes the page anew.
    @Test func theDocumentationHoldsTheKeysAsTheyAre() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Docs/keys.md")
        if ProcessInfo.processInfo.environment["RECORD_FRAMES"] != nil {
            try Data(StudioApp.keysDocument().utf8).write(to: page)
        }
        let kept = try? String(contentsOf: page, encoding: .utf8)
        #expect(kept == StudioApp.keysDocument(), "write Docs/keys.md with `atelier reference`")
    }
}
