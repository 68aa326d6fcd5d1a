import Foundation
import GRDB
import Scoring
import Tabular
import Testing

@testable import Registry

@Suite struct LocalRegistryTests {
    private let folder: TemporaryFolder
    private let registry: LocalRegistry

    init() throws {
        folder = try TemporaryFolder()
        registry = LocalRegistry(workspace: folder.url)
    }

    private func register(_ name: String, in registry: LocalRegistry? = nil) async throws -> ModelVersion {
        try await (registry ?? self.registry).register([1, 2, 3], name: name, card: .plain(name), runID: nil)
    }

    @Test(arguments: RegistryContract.all)
    func keeps(_ contract: RegistryContract) async throws { try await contract.check(registry) }

    @Test func lookingAtAWorkspaceWritesNothing() async throws {
        #expect(try await registry.versions().isEmpty)
        await #expect(throws: Problem.self) { try await registry.version(ModelReference(name: "a")) }
        #expect(folder.files("").isEmpty)
    }

    @Test func aModelFolderIsMLflows() async throws {
        var card = ModelCard.plain()
        card.signature.outputs.append(ModelOutput(name: "label", element: .string, shape: [-1]))
        let version = try await registry.register([1, 2, 3], name: "a b.c", card: card, runID: "r\"1")
        #expect(folder.files("models/a b.c/1") == ["MLmodel", "card.json", "model.onnx"])
        #expect(version.modelPath == folder.path + "/models/a b.c/1/model.onnx")
        let lines = String(decoding: try folder.bytes("models/a b.c/1/MLmodel"), as: UTF8.self).split(separator: "\n")
        #expect(lines.first == "flavors:")
        #expect(lines.contains("    data: model.onnx"))
        #expect(lines.contains { $0.wholeMatch(of: /model_uuid: [0-9a-f]{32}/) != nil })
        #expect(
            lines.contains { $0.wholeMatch(of: /utc_time_created: '\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}'/) != nil })
        #expect(lines.contains(#"run_id: "r\"1""#))
        func specs(_ key: String) throws -> String {
            let line = try #require(lines.first { $0.hasPrefix(key) })
            return try JSONDecoder().decode(String.self, from: Data(line.dropFirst(key.count).utf8))
        }
        #expect(
            try specs("  outputs: ")
                == #"[{"name":"probability","tensor-spec":{"dtype":"float32","shape":[-1,2]},"type":"tensor"},"#
                + #"{"name":"label","tensor-spec":{"dtype":"object","shape":[-1]},"type":"tensor"}]"#)
        #expect(
            try specs("  inputs: ")
                == #"[{"name":"dep \"delay\"","tensor-spec":{"dtype":"float32","shape":[-1,1]},"type":"tensor"},"#
                + #"{"name":"day","tensor-spec":{"dtype":"int64","shape":[-1,1]},"type":"tensor"}]"#)
    }

    @Test func theHistoryOfAliasesCannotBeRewritten() async throws {
        _ = try await register("a")
        try await registry.setAlias("x", of: "a", to: 1)
        let database = try DatabaseQueue(path: folder.path + "/registry.sqlite")
        #expect(throws: DatabaseError.self) { try database.write { try $0.execute(sql: "DELETE FROM alias_history") } }
        #expect(throws: DatabaseError.self) {
            try database.write { try $0.execute(sql: "UPDATE alias_history SET version = 7") }
        }
        #expect(try await registry.aliasHistory(of: "a").map(\.version) == [1])
    }

    @Test func severalOpenersAndWritersDoNotMeet() async throws {
        let url = folder.url
        try await withThrowingTaskGroup(of: Void.self) { group in
            for opener in 0..<8 {
                group.addTask {
                    // Each has connections of its own, as a process would.
                    let registry = LocalRegistry(workspace: url)
                    for _ in 0..<5 {
                        _ = try await registry.register([UInt8(opener)], name: "a", card: .plain(), runID: nil)
                    }
                }
            }
            try await group.waitForAll()
        }
        let versions = try await registry.versions()
        #expect(versions.map(\.version) == Array((1...40).reversed()))
        #expect(versions.allSatisfy { FileManager.default.fileExists(atPath: $0.modelPath) })
    }

    @Test func aRecordThatCannotBeReadHidesNoOther() async throws {
        _ = try await register("a")
        _ = try await register("b")
        let database = try DatabaseQueue(path: folder.path + "/registry.sqlite")
        try await database.write { try $0.execute(sql: "UPDATE versions SET card = '{}' WHERE name = 'a'") }
        let versions = try await registry.versions()
        #expect(versions.map(\.id) == ["a:1", "b:1"])
        #expect(versions[0].card.notes.first?.hasPrefix("The record of this version cannot be read") == true)
        #expect(versions[1].card == .plain("b"))
    }

    @Test func cancelledWorkRegistersNothing() async throws {
        let registry = registry
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await registry.register([1], name: "a", card: .plain(), runID: nil)
        }
        await #expect(throws: Problem.cancelled) { try await task.value }
        #expect(try await registry.versions().isEmpty)
    }
}
