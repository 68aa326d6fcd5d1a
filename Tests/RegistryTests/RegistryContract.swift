import Foundation
import Registry
import Scoring
import Tabular
import Testing

/// What every registry must do. A registry's tests run each of these on one that is empty.
struct RegistryContract: Sendable, CustomTestStringConvertible {
    var name: String
    var check: @Sendable (any ModelRegistry) async throws -> Void

    init(_ name: String, _ check: @escaping @Sendable (any ModelRegistry) async throws -> Void) {
        self.name = name
        self.check = check
    }

    var testDescription: String { name }

    static let all = models + aliases + runs

    private static let bytes: [UInt8] = Array(0...255)

    /// Registers versions under the names given, in order.
    private static func fill(_ registry: any ModelRegistry, _ names: String...) async throws {
        for name in names { _ = try await registry.register(bytes, name: name, card: .plain(name), runID: nil) }
    }

    private static func problem(_ body: () async throws -> Void) async throws -> Problem {
        try await #require(throws: Problem.self) { try await body() }
    }
}

extension RegistryContract {
    private static let models = [
        RegistryContract("an empty registry lists nothing") { (registry) async throws in
            #expect(try await registry.versions().isEmpty)
            #expect(try await registry.runs().isEmpty)
            #expect(try await registry.markInterruptedRuns().isEmpty)
        },
        RegistryContract("what was registered is read back whole") { (registry) async throws in
            let made = try await registry.register(bytes, name: "delays", card: .plain(), runID: "r1")
            #expect(made.id == "delays:1")
            #expect(made.card == .plain())
            #expect(made.runID == "r1")
            #expect(try await registry.version(ModelReference(name: "delays")) == made)
            #expect(try await registry.versions() == [made])
            #expect(try [UInt8](Data(contentsOf: URL(filePath: made.modelPath))) == bytes)
        },
        RegistryContract("a metric that is no number is kept") { (registry) async throws in
            _ = try await registry.register(bytes, name: "m", card: .sample(), runID: nil)
            let read = try await registry.version(ModelReference(name: "m"))
            #expect(read.card.metrics["baseline.auc"]?.isNaN == true)
            #expect(read.card.metrics["auc"] == 0.9)
        },
        RegistryContract("models by name, versions newest first") { (registry) async throws in
            try await fill(registry, "zebra", "ant", "Bee", "ant", "ant")
            #expect(try await registry.versions().map(\.id) == ["ant:3", "ant:2", "ant:1", "Bee:1", "zebra:1"])
        },
        RegistryContract("latest is the highest version that is left") { (registry) async throws in
            try await fill(registry, "a", "a", "a")
            #expect(try await registry.version(ModelReference(name: "a")).version == 3)
            try await registry.delete(ModelReference(name: "a", selector: .version(3)))
            #expect(try await registry.version(ModelReference(name: "a")).version == 2)
        },
        RegistryContract("a number is never given twice") { (registry) async throws in
            try await fill(registry, "a", "a")
            try await registry.delete(ModelReference(name: "a", selector: .version(2)))
            try await fill(registry, "a")
            #expect(try await registry.versions().map(\.version) == [3, 1])
            try await registry.delete(ModelReference(name: "a"))
            try await fill(registry, "a")
            #expect(try await registry.versions().map(\.version) == [4])
        },
        RegistryContract("deleting returns what is gone, files included") { (registry) async throws in
            try await fill(registry, "a", "a", "b")
            let all = try await registry.versions()
            let gone = try await registry.delete(ModelReference(name: "a"))
            #expect(gone == all.filter { $0.name == "a" })
            #expect(try await registry.versions() == all.filter { $0.name == "b" })
            #expect(gone.allSatisfy { !FileManager.default.fileExists(atPath: $0.modelPath) })
            #expect(FileManager.default.fileExists(atPath: all[2].modelPath))
        },
        RegistryContract("names of all allowed letters") { (registry) async throws in
            for name in ["a b.c", "Größe_1", "-x", "名前", "a"] {
                try await fill(registry, name)
                #expect(try await registry.version(ModelReference(name)).card.target == name)
            }
            for name in ["", ".hidden", " a", "a/b", "..", "a:b", "a@b", "a\nb"] {
                #expect(try await problem { try await fill(registry, name) }.kind == .usage)
            }
            #expect(try await registry.versions().count == 5)
        },
        RegistryContract("an accent has one meaning however it is written") { (registry) async throws in
            try await fill(registry, "Caf\u{E9}", "Cafe\u{301}")
            #expect(try await registry.version(ModelReference(name: "Cafe\u{301}")).version == 2)
        },
        RegistryContract("what is unknown is answered with what is near") { (registry) async throws in
            let empty = try await problem { _ = try await registry.version(ModelReference(name: "delays")) }
            #expect(empty.title == "no model is named 'delays'")
            #expect(empty.hint == "The registry is empty: train a model, or import one.")
            try await fill(registry, "delays", "delays", "penguins")
            func hint(_ text: String) async throws -> String {
                try await problem { _ = try await registry.version(ModelReference(text)) }.hint
            }
            #expect(try await hint("delay") == "Did you mean 'delays'?")
            #expect(try await hint("xyz") == "There are 'delays' and 'penguins'.")
            #expect(try await hint("delays:7") == "It has the versions 1 and 2.")
            #expect(try await hint("penguins:2") == "Its only version is 1.")
            #expect(try await hint("delays@champion").contains("atelier models alias delays champion VERSION"))
            try await registry.setAlias("champion", of: "delays", to: 1)
            #expect(try await hint("delays@champoin") == "Did you mean 'delays@champion'?")
            #expect(
                try await problem { _ = try await registry.delete(ModelReference(name: "delay")) }.hint.contains(
                    "delays"))
        },
        RegistryContract("an exported folder has the model and its card") { (registry) async throws in
            try await fill(registry, "a")
            let folder = try TemporaryFolder()
            let target = folder.path + "/deep/out"
            try await registry.export(ModelReference(name: "a"), to: target)
            #expect(folder.files("deep") == ["out"])
            #expect(folder.files("deep/out") == ["MLmodel", "card.json", "model.onnx"])
            #expect(try folder.bytes("deep/out/model.onnx") == bytes)
            let card = try JSONDecoder().decode(ModelCard.self, from: Data(folder.bytes("deep/out/card.json")))
            #expect(card == .plain("a"))
            let full = try await problem { try await registry.export(ModelReference(name: "a"), to: target) }
            #expect(full.title.hasSuffix("the folder is not empty"))
            try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
            try await registry.export(ModelReference(name: "a"), to: folder.path + "/empty/")
            #expect(folder.files("empty").count == 3)
        },
        RegistryContract("many registrations at once get numbers of their own") { (registry) async throws in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await registry.register(bytes, name: "a", card: .plain(), runID: nil).version
                    }
                }
                var numbers: [Int] = []
                for try await number in group { numbers.append(number) }
                #expect(numbers.sorted() == Array(1...20))
            }
        },
    ]

    private static let aliases = [
        RegistryContract("an alias points, moves and goes") { (registry) async throws in
            try await fill(registry, "a", "a", "b")
            try await registry.setAlias("champion", of: "a", to: 1)
            try await registry.setAlias("best", of: "a", to: 1)
            try await registry.setAlias("champion", of: "b", to: 1)
            #expect(try await registry.version(ModelReference("a@champion")).aliases == ["best", "champion"])
            try await registry.setAlias("champion", of: "a", to: 2)
            #expect(try await registry.version(ModelReference("a@champion")).version == 2)
            #expect(try await registry.version(ModelReference("a:1")).aliases == ["best"])
            try await registry.removeAlias("champion", of: "a")
            await #expect(throws: Problem.self) { try await registry.version(ModelReference("a@champion")) }
            #expect(try await registry.version(ModelReference("b@champion")).id == "b:1")
        },
        RegistryContract("the history of aliases only grows") { (registry) async throws in
            try await fill(registry, "a", "a")
            try await registry.setAlias("champion", of: "a", to: 1)
            try await registry.setAlias("champion", of: "a", to: 1)
            try await registry.setAlias("champion", of: "a", to: 2)
            try await registry.removeAlias("champion", of: "a")
            try await registry.setAlias("best", of: "a", to: 2)
            try await registry.delete(ModelReference("a@best"))
            let history = try await registry.aliasHistory(of: "a")
            #expect(history.map(\.alias) == ["champion", "champion", "champion", "best", "best"])
            #expect(history.map(\.version) == [1, 2, nil, 2, nil])
            #expect(history.map(\.at) == history.map(\.at).sorted())
            #expect(try await registry.versions().map(\.id) == ["a:1"])
            #expect(try await registry.aliasHistory(of: "b").isEmpty)
        },
        RegistryContract("an alias needs a version that exists and a name that is none") { (registry) async throws in
            try await fill(registry, "a")
            #expect(
                try await problem { try await registry.setAlias("x", of: "a", to: 2) }.title == "'a' has no version 2")
            #expect(try await problem { try await registry.removeAlias("x", of: "a") }.title == "'a' has no alias 'x'")
            for alias in ["", "latest", "3", "v3", "a b", "a@b", "a:b"] {
                #expect(try await problem { try await registry.setAlias(alias, of: "a", to: 1) }.kind == .usage)
            }
            #expect(try await registry.aliasHistory(of: "a").isEmpty)
        },
    ]

    private static let runs = [
        RegistryContract("a run is kept and brought up to date") { (registry) async throws in
            var run = Run.sample("abc1")
            try await registry.save(run)
            #expect(try await registry.run("abc1") == run)
            run.state = .failed
            run.ended = Date(timeIntervalSince1970: 2000)
            run.message = "no rows"
            run.model = "a:1"
            try await registry.save(run)
            #expect(try await registry.runs() == [run])
        },
        RegistryContract("runs newest first, found by the beginning of their id") { (registry) async throws in
            for (id, started) in [("aa1", 10.0), ("ab2", 30), ("ab", 20)] {
                try await registry.save(.sample(id, started: started))
            }
            #expect(try await registry.runs().map(\.id) == ["ab2", "ab", "aa1"])
            #expect(try await registry.run("aa").id == "aa1")
            #expect(try await registry.run("ab").id == "ab")
            #expect(try await problem { _ = try await registry.run("a") }.title == "'a' begins the ids of 3 runs")
            #expect(try await problem { _ = try await registry.run("%") }.title == "there is no run '%'")
            await #expect(throws: Problem.self) { try await registry.run("") }
        },
        RegistryContract("a run whose process is gone was interrupted") { (registry) async throws in
            let gone = try Process.run(URL(filePath: "/bin/true"), arguments: [])
            gone.waitUntilExit()
            let lost = Int(gone.processIdentifier)
            try await registry.save(.sample("here"))
            try await registry.save(.sample("lost", processID: lost))
            var done = Run.sample("done", processID: lost)
            done.state = .finished
            try await registry.save(done)
            let marked = try await registry.markInterruptedRuns()
            #expect(marked.map(\.id) == ["lost"])
            #expect(marked.map(\.state) == [.interrupted])
            #expect(try await registry.run("lost") == marked.first)
            #expect(try await registry.run("here").state == .running)
            #expect(try await registry.run("done").state == .finished)
            #expect(try await registry.markInterruptedRuns().isEmpty)
        },
    ]
}
