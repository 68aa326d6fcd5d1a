import ArgumentParser
import Foundation
import Registry
import Tabular
import Workflows

struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "The model registry.",
        subcommands: [List.self, Show.self, Import.self, Export.self, Alias.self, Delete.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All versions of all models.")
        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var output: JSONOption

        func run() async throws {
            let versions = try await Live(options).engines.registry.versions()
            if output.json { return try JSONOutput.write(versions) }
            if versions.isEmpty {
                return Console.say("no models yet: train one with atelier train, or import an ONNX file")
            }
            print(ModelText.table(versions).text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All that is known about a model version.")
        @Argument(help: "NAME, NAME:VERSION or NAME@ALIAS.") var model: String
        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var output: JSONOption

        func run() async throws {
            let version = try await Live(options).engines.registry.version(try ModelReference(model))
            if output.json { try JSONOutput.write(version) } else { print(ModelText.details(version)) }
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Register an ONNX file from elsewhere.")
        @Argument(help: "The ONNX file.") var file: String
        @Option(help: "The model's name.") var name: String
        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var output: JSONOption

        func run() async throws {
            let live = try Live(options)
            let version = try await ModelImport(engines: live.engines).importModel(at: file, name: name)
            if output.json { try JSONOutput.write(version) } else { print(ModelText.details(version)) }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a model's folder (MLmodel, model.onnx, card.json).")
        @Argument(help: "NAME, NAME:VERSION or NAME@ALIAS.") var model: String
        @Argument(help: "A folder that is new or empty.") var directory: String
        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var output: JSONOption

        func run() async throws {
            let registry = try Live(options).engines.registry
            let reference = try ModelReference(model)
            try await registry.export(reference, to: directory)
            let id = try await registry.version(reference).id
            if output.json { return try JSONOutput.write(["model": id, "directory": directory]) }
            print("exported \(id) to \(directory)")
        }
    }

    struct Alias: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Point an alias at a version.")
        @Argument(help: "The model's name.") var name: String
        @Argument(help: "The alias, for example champion.") var alias: String
        @Argument(help: "The version's number.") var version: Int
        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var output: JSONOption

        func run() async throws {
            try await Live(options).engines.registry.setAlias(alias, of: name, to: version)
            if output.json { return try JSONOutput.write(["model": "\(name):\(version)", "alias": alias]) }
            print("\(name)@\(alias) is now version \(version)")
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a version, or a model with all its versions.")
        @Argument(help: "NAME (all versions), NAME:VERSION or NAME@ALIAS.") var model: String
        @Flag(name: [.customLong("yes"), .customShort("y")], help: "Do not ask.") var confirmed = false
        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var output: JSONOption

        func run() async throws {
            let registry = try Live(options).engines.registry
            let reference = try ModelReference(model)
            if !confirmed { try await confirm(reference, in: registry) }
            let deleted = try await registry.delete(reference)
            if output.json { return try JSONOutput.write(["deleted": deleted.map(\.id)]) }
            print("deleted " + deleted.map(\.id).joined(separator: ", "))
        }

        private func confirm(_ reference: ModelReference, in registry: any ModelRegistry) async throws {
            let latest = try await registry.version(reference)
            let doomed: [ModelVersion]
            if reference.selector == .latest {
                doomed = try await registry.versions().filter { $0.name == latest.name }
            } else {
                doomed = [latest]
            }
            let list = doomed.map(\.id).joined(separator: ", ")
            guard isatty(STDIN_FILENO) != 0 else {
                throw Problem("deleting \(list) needs a yes", hint: "Add --yes when no one can be asked.", kind: .usage)
            }
            FileHandle.standardError.write(Data("Delete \(list)? This cannot be undone. [y/N] ".utf8))
            guard readLine()?.lowercased().hasPrefix("y") == true else { throw Problem("nothing was deleted") }
        }
    }
}
