import ArgumentParser
import Studio

/// Prints pages of the documentation that come from the program itself, so that they stay true.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference", abstract: "Print the page of keys, in Markdown.", shouldDisplay: false)

    func run() throws { print(StudioApp.keysDocument, terminator: "") }
}
