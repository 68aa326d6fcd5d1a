import ArgumentParser
import Foundation
import Settings
import Tabular
import Workflows

/// Options that every command has.
struct WorkspaceOptions: ParsableArguments {
    @Option(help: "The workspace's folder (default: $ATELIER_WORKSPACE, else the XDG data folder).")
    var workspace: String?
    @Flag(help: "Neither use nor keep what was loaded from files before (also: ATELIER_CACHE=off).")
    var noCache = false

    /// What a person has set: in their own file, then in the workspace's.
    var settings: Settings {
        let workspace = Workspace(option: workspace, environment: ProcessInfo.processInfo.environment)
        let own = Installation.settings.map { Settings.read($0.path(percentEncoded: false)) } ?? Settings()
        return own.overlaid(by: Settings.read(workspace.settingsFile))
    }
}

/// The option of commands whose answer a program may read.
struct JSONOption: ParsableArguments {
    @Flag(help: "Print one JSON document.")
    var json = false
}

/// Splits `A,B,C`.
func names(_ list: String) -> [String] {
    list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
}
