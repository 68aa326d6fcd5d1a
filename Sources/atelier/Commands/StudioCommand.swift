import ArgumentParser
import CursesTerminal
import DuckDBEngine
import Foundation
import Screen
import Settings
import Studio
import Tabular
import Workflows

/// The studio itself: what `atelier` is without a subcommand.
struct StudioCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "studio", abstract: "Open the studio (the default).")

    @Argument(help: "Paths, globs, a folder, workspace tables, or -.")
    var sources: [String] = []
    @Option(help: "dark, light, high-contrast, mono, terminal, or a theme of your own.")
    var theme: String?
    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false
    @Flag(help: "Do not offer the tour at the first start.")
    var noTour = false
    @OptionGroup var options: WorkspaceOptions

    func run() async throws { try await show() }

    /// The screen belongs to the main thread, which it occupies until it is left.
    @MainActor private func show() throws {
        let live = try Live(options)
        // Piped data is kept before the keys are taken from the terminal.
        let locations = sources.map { SourceLocation($0) }
        try check(locations)
        let settings = options.settings
        let terminal = try LiveTerminal(
            logFile: live.workspace.logFile, mouse: !noMouse && settings.mouse ?? true)
        defer { terminal.close() }
        let app = StudioApp(
            environment: environment(live),
            options: StudioApp.Options(
                sources: locations, settings: settings, theme: theme,
                offersTour: !noTour && settings.tour ?? true && isatty(0) == 1))
        try app.run(on: terminal)
    }

    /// A single source that is missing is told on the command line, before the screen opens.
    private func check(_ locations: [SourceLocation]) throws {
        for argument in locations.flatMap(\.arguments) where argument.contains("/") || argument.contains(".") {
            let isPattern = argument.contains { "*?[".contains($0) }
            if !isPattern && !argument.contains("://") && !exists(argument) {
                throw Problem(
                    "cannot read \(argument): no such file", hint: "Check the path, or name a workspace table.")
            }
        }
    }

    /// Whether there is such a file, or one that the name goes into: `book.xlsx#Sheet2`, `file.db/table`.
    private func exists(_ argument: String) -> Bool {
        let ends = [argument.endIndex] + argument.indices.filter { argument[$0] == "#" || argument[$0] == "/" }
        var isFolder: ObjCBool = false
        return ends.contains { end in
            FileManager.default.fileExists(atPath: String(argument[..<end]), isDirectory: &isFolder)
                && (end == argument.endIndex || !isFolder.boolValue)
        }
    }

    private func environment(_ live: Live) -> StudioEnvironment {
        StudioEnvironment(
            workspaceName: live.workspace.directory.lastPathComponent, workspacePath: live.workspace.path,
            folder: FileManager.default.currentDirectoryPath,
            themeFolders: [Installation.themes, Installation.personalThemes].compactMap {
                $0?.path(percentEncoded: false)
            },
            stateFolder: Installation.state?.path(percentEncoded: false),
            connect: { try await live.connect() },
            engines: { live.engines },
            readOnlyReason: { (try? live.database())?.readOnlyReason },
            fetchExtension: { try await ExtensionFetch.fetch([$0.name]) })
    }
}
