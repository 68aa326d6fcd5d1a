import ArgumentParser
import Settings
import Studio

/// Prints pages of the documentation that come from the program itself, so that they stay true.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference", abstract: "Every command of the studio by name, with its keys.")

    @Flag(help: "With the keys of your own settings.")
    var mine = false
    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var output: JSONOption

    func run() throws {
        let settings = mine ? options.settings : Settings()
        if output.json {
            try JSONOutput.write(StudioApp.commandList(settings))
        } else {
            print(StudioApp.keysDocument(settings), terminator: "")
        }
    }
}
