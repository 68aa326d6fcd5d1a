public import Foundation
import GRDB
import Tabular

/// The registry of a workspace on this machine: `registry.sqlite` knows the versions, `models/` holds them.
///
/// Making one costs nothing: the file is opened by the first call and made by the first that writes. Several processes
/// may use one workspace at once. A workspace that cannot be written can still be listed.
///
///     let registry = LocalRegistry(workspace: URL(filePath: "/data/work"))
///     let version = try await registry.register(bytes, name: "delays", card: card, runID: nil)
///     try await registry.setAlias("champion", of: "delays", to: version.version)
public final class LocalRegistry: ModelRegistry {
    let store: RegistryStore

    public convenience init(workspace: URL) { self.init(workspace: workspace, access: .automatic) }

    init(workspace: URL, access: RegistryStore.Access) {
        store = RegistryStore(
            directory: workspace.standardizedFileURL.path(percentEncoded: false).trimmingSlash, access: access)
    }

    public func versions() async throws -> [ModelVersion] {
        try await store.read(none: []) { [folders = store.folders] in
            try VersionQuery(database: $0, folders: folders).all()
        }
    }

    public func version(_ reference: ModelReference) async throws -> ModelVersion {
        let reference = reference.normalized
        let found = try await store.read(none: nil) { [folders = store.folders] database in
            try VersionQuery(database: database, folders: folders).find(reference)
        }
        guard let found else { throw UnknownModel(reference, names: []).problem }
        return found
    }

    public func register(
        _ model: [UInt8], name: String, card: ModelCard, runID: String?
    ) async throws -> ModelVersion {
        try ModelReference.validate(name: name)
        if Task.isCancelled { throw Problem.cancelled }
        let name = ModelReference(name: name).normalized.name
        // From here on a cancellation comes too late: the model is either registered or not there at all.
        return try await Task { [store] in
            try await Self.register(model, name: name, card: card, runID: runID, in: store)
        }.value
    }

    private static func register(
        _ model: [UInt8], name: String, card: ModelCard, runID: String?, in store: RegistryStore
    ) async throws -> ModelVersion {
        let folders = store.folders
        let created = Date.now.toMilliseconds
        // Opens the file first, so that a workspace that cannot be written is told before anything is.
        try await store.write { _ in }
        let staged = try await store.work { try folders.stage(model, card: card, created: created, runID: runID) }
        do {
            return try await store.write { database in
                let query = VersionQuery(database: database, folders: folders)
                let number = try query.nextVersion(of: name)
                try folders.commit(staged, name: name, version: number)
                try query.insert(name, number, created: created, card: card, runID: runID)
                return ModelVersion(
                    name: name, version: number, created: created, card: card, runID: runID,
                    modelPath: folders.modelFile(name, number))
            }
        } catch {
            folders.remove(staged)
            throw error
        }
    }

    @discardableResult
    public func delete(_ reference: ModelReference) async throws -> [ModelVersion] {
        let reference = reference.normalized
        let folders = store.folders
        let deleted = try await store.write { database in
            let query = VersionQuery(database: database, folders: folders)
            let doomed = try reference.selector == .latest ? query.all(of: reference) : [query.find(reference)]
            for version in doomed { try query.delete(version) }
            return doomed
        }
        // The rows are gone for good; only now may the files go, while no one else is writing.
        try await Task { [store] in
            try await store.write { _ in for version in deleted { folders.discard(version.name, version.version) } }
        }.value
        return deleted
    }

    public func export(_ reference: ModelReference, to directory: String) async throws {
        let version = try await version(reference)
        let source = store.folders.folder(version.name, version.version)
        try await store.work { try ModelFolders.copy(source, to: directory) }
    }
}

extension ModelReference {
    /// The same name in one spelling: an accent may be part of a letter or follow it.
    var normalized: ModelReference {
        let selector: Selector =
            if case .alias(let alias) = selector { .alias(alias.precomposedStringWithCanonicalMapping) } else {
                selector
            }
        return ModelReference(name: name.precomposedStringWithCanonicalMapping, selector: selector)
    }
}

extension Date {
    /// Rounded, so that what is kept is what is told.
    var toMilliseconds: Date { Date(timeIntervalSince1970: (timeIntervalSince1970 * 1000).rounded() / 1000) }
}

extension String {
    fileprivate var trimmingSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
