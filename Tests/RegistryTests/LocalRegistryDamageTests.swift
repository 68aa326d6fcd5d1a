import Foundation
import GRDB
import Tabular
import Testing

@testable import Registry

/// Every state that a process can leave behind when it is killed, and files that are not what they should be.
@Suite struct LocalRegistryDamageTests {
    private let folder: TemporaryFolder
    private let folders: ModelFolders

    init() throws {
        folder = try TemporaryFolder()
        folders = ModelFolders(root: folder.path + "/models")
    }

    /// A registry as the next process opens it.
    private func reopened() -> LocalRegistry { LocalRegistry(workspace: folder.url) }

    private func register(_ name: String) async throws -> ModelVersion {
        try await reopened().register([1, 2, 3], name: name, card: .plain(name), runID: nil)
    }

    private func stage() throws -> String {
        try folders.stage([9], card: .plain(), created: Date(timeIntervalSince1970: 0), runID: nil)
    }

    /// Gives a temporary folder to a process that is gone.
    private func orphan(_ staged: String) throws -> String {
        let gone = try Process.run(URL(filePath: "/bin/true"), arguments: [])
        gone.waitUntilExit()
        let name = "\(folders.root)/.unfinished,\(gone.processIdentifier),nobody_1,\(UUID().uuidString)"
        try FileManager.default.moveItem(atPath: staged, toPath: name)
        return name
    }

    @Test func killedWhileWritingFiles() async throws {
        _ = try await register("a")
        let left = try orphan(stage())
        let mine = try stage()
        #expect(try await reopened().versions().map(\.id) == ["a:1"])
        #expect(!FileManager.default.fileExists(atPath: left))
        #expect(FileManager.default.fileExists(atPath: mine), "a living process is at work on it")
        #expect(try await register("a").version == 2)
    }

    @Test func killedBetweenTheNameAndTheRow() async throws {
        _ = try await register("a")
        try folders.commit(stage(), name: "a", version: 2)
        try folders.commit(stage(), name: "b", version: 1)
        #expect(try await reopened().versions().map(\.id) == ["a:1"])
        let next = try await register("a")
        #expect(next.version == 3)
        #expect(try folder.bytes("models/a/3/model.onnx") == [1, 2, 3])
        #expect(try await register("b").version == 2)
    }

    @Test func killedBeforeTheTransactionEnds() async throws {
        _ = try await register("a")
        let pool = try DatabasePool(path: folder.path + "/registry.sqlite")
        let folders = folders
        let staged = try stage()
        struct Killed: Error {}
        await #expect(throws: Killed.self) {
            try await pool.write { database in
                let query = VersionQuery(database: database, folders: folders)
                try folders.commit(staged, name: "a", version: try query.nextVersion(of: "a"))
                try query.insert("a", 2, created: Date(), card: .plain(), runID: nil)
                throw Killed()
            }
        }
        #expect(try await reopened().versions().map(\.id) == ["a:1"])
        #expect(try await register("a").version == 3)
    }

    @Test func killedBetweenTheRowAndTheFilesOfADeletion() async throws {
        _ = try await register("a")
        _ = try await register("a")
        let pool = try DatabasePool(path: folder.path + "/registry.sqlite")
        let folders = folders
        try await pool.write { database in
            let query = VersionQuery(database: database, folders: folders)
            try query.delete(try query.find(ModelReference("a:2")))
        }
        #expect(try await reopened().versions().map(\.id) == ["a:1"])
        #expect(try await register("a").version == 3)
    }

    @Test func aLostFileIsMadeAgainFromTheFolders() async throws {
        _ = try await register("a")
        _ = try await register("a")
        _ = try await register("b c")
        try FileManager.default.removeItem(atPath: folder.path + "/models/a/1/card.json")
        for name in folder.files("") where name.hasPrefix("registry.sqlite") {
            try FileManager.default.removeItem(atPath: folder.path + "/" + name)
        }
        let found = try await reopened().versions()
        #expect(found.map(\.id) == ["a:2", "b c:1"])
        #expect(found.map(\.card) == [.plain("a"), .plain("b c")])
        #expect(try await register("a").version == 3)
        #expect(folder.files("models/a/1") == ["MLmodel", "model.onnx"])
    }

    @Test func aFileThatIsNoRegistryIsNamed() async throws {
        try Data(repeating: 65, count: 5000).write(to: folder.url.appending(path: "registry.sqlite"))
        let problem = try await #require(throws: Problem.self) { try await reopened().versions() }
        #expect(problem.title == "the registry \(folder.path)/registry.sqlite is damaged")
        #expect(problem.hint.contains(folder.path + "/models"))
        await #expect(throws: Problem.self) { try await register("a") }
        #expect(folder.files("models").isEmpty)
    }

    @Test func aNewerRegistryIsLeftAlone() async throws {
        _ = try await register("a")
        let database = try DatabaseQueue(path: folder.path + "/registry.sqlite")
        try await database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 from the future')") }
        let problem = try await #require(throws: Problem.self) { try await reopened().versions() }
        #expect(problem.title.hasSuffix("was made by a newer release of Atelier"))
    }

    @Test func aWorkspaceForReadingIsListedAndNotWritten() async throws {
        let version = try await register("a")
        let gone = try Process.run(URL(filePath: "/bin/true"), arguments: [])
        gone.waitUntilExit()
        try await reopened().save(.sample("r1", processID: Int(gone.processIdentifier)))
        let before = folder.files("")
        let reader = LocalRegistry(workspace: folder.url, access: .readOnly)
        #expect(try await reader.versions() == [version])
        #expect(try await reader.version(ModelReference("a:1")) == version)
        #expect(try await reader.markInterruptedRuns().map(\.state) == [.interrupted])
        #expect(try await reader.runs().map(\.state) == [.running])
        let problem = try await #require(throws: Problem.self) { try await reader.setAlias("x", of: "a", to: 1) }
        #expect(problem.title.hasPrefix("cannot write to the workspace \(folder.path)"))
        #expect(problem.kind == .unreachable)
        await #expect(throws: Problem.self) { try await reader.register([1], name: "a", card: .plain(), runID: nil) }
        await #expect(throws: Problem.self) { try await reader.delete(ModelReference("a")) }
        #expect(folder.files("models/a") == ["1"])
        #expect(Set(before).isSubset(of: Set(folder.files(""))))
    }

    @Test func filesThatCannotBeWrittenAreNamed() throws {
        try Data("in the way".utf8).write(to: URL(filePath: folder.path + "/models"))
        let folderProblem = try #require(throws: Problem.self) { try stage() }
        #expect(folderProblem.title.hasPrefix("cannot write \(folder.path)/models"))
        let path = folder.path + "/models"
        let fileProblem = try #require(throws: Problem.self) { try DurableFile.write([1, 2, 3], to: path) }
        #expect(fileProblem.title == "cannot write \(path): file exists")
        #expect(try folder.bytes("models") == Array("in the way".utf8))
    }
}
