import Foundation
import Tabular

/// The folder `models/` of a workspace: `<name>/<version>/` with MLmodel, model.onnx and card.json.
///
/// A version is written under a temporary name, made durable and then renamed, so a folder with a version's name is
/// always whole. Temporary names tell which process is at work on them.
struct ModelFolders {
    /// `<workspace>/models`.
    var root: String

    func folder(_ name: String, _ version: Int) -> String { "\(root)/\(name)/\(version)" }

    func modelFile(_ name: String, _ version: Int) -> String { folder(name, version) + "/model.onnx" }

    /// Writes a model under a temporary name and returns it.
    func stage(_ model: [UInt8], card: ModelCard, created: Date, runID: String?) throws -> String {
        let staged = temporaryFolder()
        try DurableFile.makeFolder(staged)
        do {
            let uuid = UUID().uuidString.replacing("-", with: "").lowercased()
            let header = MLmodelFile(card: card, uuid: uuid, created: created, runID: runID)
            try DurableFile.write(model, to: staged + "/model.onnx")
            try DurableFile.write(Array(try RegistryJSON.text(card, pretty: true).utf8), to: staged + "/card.json")
            try DurableFile.write(Array(try header.text().utf8), to: staged + "/MLmodel")
            try DurableFile.syncFolder(staged)
        } catch {
            remove(staged)
            throw error
        }
        return staged
    }

    /// Gives a staged model its name.
    func commit(_ staged: String, name: String, version: Int) throws {
        try DurableFile.makeFolder("\(root)/\(name)")
        try DurableFile.move(staged, to: folder(name, version))
        try DurableFile.syncFolder("\(root)/\(name)")
        try DurableFile.syncFolder(root)
    }

    /// Takes a version away: first its name, which is one step, and then its files.
    func discard(_ name: String, _ version: Int) {
        let away = temporaryFolder()
        if rename(folder(name, version), away) == 0 { remove(away) }
        // Only an empty folder goes.
        rmdir("\(root)/\(name)")
    }

    /// The models that have a folder.
    func names() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The versions of a model that have a folder, registered or not.
    func versions(of name: String) -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(name)")) ?? []
        return names.compactMap { Int($0) }.sorted()
    }

    /// What is known about a version from its folder alone; nil when the folder is not whole.
    func found(_ name: String, _ version: Int) -> (card: ModelCard, created: Date)? {
        let folder = folder(name, version)
        guard
            let text = try? String(contentsOfFile: folder + "/card.json", encoding: .utf8),
            let card = try? RegistryJSON.value(ModelCard.self, from: text),
            let facts = try? FileManager.default.attributesOfItem(atPath: modelFile(name, version)),
            let written = facts[.modificationDate] as? Date
        else { return nil }
        return (card, written)
    }

    /// Removes temporary folders whose process is gone.
    func sweep() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        for name in names where name.hasPrefix(Self.prefix) {
            if Self.owner(of: name)?.isAlive != true { remove("\(root)/\(name)") }
        }
    }

    /// Copies a model's folder into a folder that must not exist or be empty; it appears whole or not at all.
    static func copy(_ source: String, to directory: String) throws {
        let files = FileManager.default
        let target = URL(filePath: directory).standardizedFileURL.path(percentEncoded: false)
        if let found = try? files.contentsOfDirectory(atPath: target), !found.isEmpty {
            throw Problem(
                "cannot export to \(directory): the folder is not empty", hint: "Name a new folder.", kind: .usage)
        }
        if files.fileExists(atPath: target) && rmdir(target) != 0 {
            throw Problem(
                "cannot export to \(directory): it is not an empty folder", hint: "Name a new folder.", kind: .usage)
        }
        let parent = (target as NSString).deletingLastPathComponent
        try DurableFile.makeFolder(parent)
        let partial = "\(parent)/.\((target as NSString).lastPathComponent).\(UUID().uuidString)"
        do {
            try DurableFile.makeFolder(partial)
            for name in ["MLmodel", "model.onnx", "card.json"] {
                let bytes = try Data(contentsOf: URL(filePath: source + "/" + name))
                try DurableFile.write(bytes, to: partial + "/" + name)
            }
            try DurableFile.move(partial, to: target)
        } catch {
            try? files.removeItem(atPath: partial)
            throw error as? Problem
                ?? Problem("cannot read the model's files in \(source)", detail: error.localizedDescription)
        }
    }

    func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    /// No model's name begins with a point.
    private static let prefix = ".unfinished,"

    private func temporaryFolder() -> String {
        let owner = ProcessIdentity.current
        let birth = owner.birth.replacing("/", with: "_")
        return "\(root)/\(Self.prefix)\(owner.processID),\(birth),\(UUID().uuidString)"
    }

    private static func owner(of name: String) -> ProcessIdentity? {
        let parts = name.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 4, let processID = Int(parts[1]) else { return nil }
        return ProcessIdentity(processID: processID, birth: String(parts[2]).replacing("_", with: "/"))
    }
}
