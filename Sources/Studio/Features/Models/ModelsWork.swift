import Foundation
import Registry
import Scoring
import Tabular
import Workflows

/// Asks the registry for everything that it has.
struct ListRegistry: Work {
    func run(_ context: EffectContext) async throws -> Action? {
        context.send(.models(.listed(try await context.registry().versions())))
        try await context.registerModels()
        return nil
    }

    func failure(_ problem: Problem) -> Action? { problem.kind == .interrupted ? nil : .models(.listFailed(problem)) }
}

/// Points an alias at a version.
struct SetAlias: Work {
    var alias: String
    var version: ModelVersion

    func run(_ context: EffectContext) async throws -> Action? {
        let registry = try await context.registry()
        let holder = try await registry.versions().first { $0.name == version.name && $0.aliases.contains(alias) }
        try await registry.setAlias(alias, of: version.name, to: version.version)
        let moved = holder.flatMap { $0.id == version.id ? nil : " (it was \($0.id))" } ?? ""
        return .models(
            .changed(Message("\(version.name)@\(alias) is \(version.id) now\(moved)", kind: .success), select: nil))
    }
}

/// Takes an alias away.
struct RemoveAlias: Work {
    var alias: String
    var version: ModelVersion

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.registry().removeAlias(alias, of: version.name)
        return .models(.changed(Message("\(version.name)@\(alias) is gone", kind: .success), select: nil))
    }
}

/// Deletes versions, files included.
struct DeleteModel: Work {
    var reference: ModelReference

    func run(_ context: EffectContext) async throws -> Action? {
        let gone = try await context.registry().delete(reference)
        let names = gone.map(\.id).joined(separator: ", ")
        return .models(.changed(Message("Deleted \(names)", kind: .success), select: nil))
    }
}

/// Registers an ONNX file.
struct ImportModel: Work {
    var path: String
    var name: String

    func run(_ context: EffectContext) async throws -> Action? {
        let engines = try await context.engines()
        let version = try await ModelImport(engines: engines).importModel(at: path, name: name)
        let inputs = Count.of(version.card.signature.inputs.count, "input")
        return .models(
            .changed(
                Message("Imported \(version.id) with \(inputs)", kind: .success, hint: "p scores a table with it."),
                select: version))
    }
}

/// Writes a model's folder.
struct ExportModel: Work {
    var version: ModelVersion
    var folder: String

    func run(_ context: EffectContext) async throws -> Action? {
        let reference = ModelReference(name: version.name, selector: .version(version.version))
        try await context.registry().export(reference, to: folder)
        return .message(Message("Wrote \(version.id) to \(folder)", kind: .success))
    }
}
