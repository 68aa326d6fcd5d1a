import ArgumentParser
import Foundation
import Workflows

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a workspace: a folder for tables, models and runs.")

    @Argument(help: "The folder (default: the workspace that would be used).")
    var directory: String?
    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var output: JSONOption

    func run() async throws {
        let workspace = Workspace(
            option: directory ?? options.workspace, environment: ProcessInfo.processInfo.environment)
        let existed = workspace.exists
        try workspace.create()
        if output.json {
            try JSONOutput.write(["workspace": workspace.path, "state": existed ? "existing" : "created"])
        } else {
            print(existed ? "\(workspace.path) is a workspace already" : "made the workspace \(workspace.path)")
        }
    }
}
