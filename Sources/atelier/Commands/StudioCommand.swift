import ArgumentParser
import CursesTerminal
import DuckDBEngine
import EngineSupport
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
    @Flag(help: "Plain lines instead of panes and pictures, as for a screen reader.")
    var linear = false
    @Flag(help: "Do not offer the tour at the first start.")
    var noTour = false
    @Option(help: "Write the session's keys into a file.")
    var record: String?
    @Option(help: "Press the keys of a recorded session.")
    var replay: String?
    @Flag(help: "Leave when the replay is over; 1 when it found something else than it expected.")
    var exitAfter = false
    @OptionGroup(title: "How delimited text is read") var reading: ReadingArguments
    @OptionGroup var options: WorkspaceOptions

    func validate() throws {
        if exitAfter, replay == nil { throw ValidationError("--exit-after needs --replay FILE.") }
    }

    func run() async throws { try await show() }

    /// The screen belongs to the main thread, which it occupies until it is left.
    @MainActor private func show() throws {
        ThreadPriority.hasten()
        let live = try Live(options, hasScreen: true)
        // Piped data is kept before the keys are taken from the terminal.
        let locations = sources.map { SourceLocation([$0], reading: reading.options) }
        try check(locations)
        let script = try replay.map { path throws(Problem) in try SessionScript(path: path) }
        let settings = options.settings
        let isLinear = linear || settings.linear ?? false
        let usesMouse = !noMouse && !isLinear && settings.mouse ?? true
        live.startEngine()
        let terminal = try terminal(live, usesMouse: usesMouse)
        defer { terminal.close() }
        var studio = StudioApp.Options(
            sources: locations, settings: settings, theme: theme,
            offersTour: !noTour && script == nil && settings.tour ?? true && isatty(0) == 1)
        (studio.usesMouse, studio.isLinear) = (usesMouse, isLinear)
        (studio.replay, studio.exitsAfterReplay, studio.record) = (script, exitAfter, record)
        let app = StudioApp(environment: environment(live), options: studio)
        try app.run(on: terminal)
    }

    @MainActor private func terminal(_ live: Live, usesMouse: Bool) throws -> LiveTerminal {
        do {
            return try LiveTerminal(
                logFile: live.workspace.logFile, mouse: usesMouse, glyphs: options.settings.glyphs ?? .auto)
        } catch {
            // The process must not end while the engine starts.
            _ = try? live.database()
            throw error
        }
    }

    /// A single source that is missing is told on the command line, before the screen opens.
    private func check(_ locations: [SourceLocation]) throws {
        if isatty(0) == 1, locations.contains(where: { $0.arguments.contains("-") }) {
            throw Problem(
                "- reads standard input, which is this terminal",
                hint: "Pipe a table into it: cat data.csv | atelier -",
                kind: .usage)
        }
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
