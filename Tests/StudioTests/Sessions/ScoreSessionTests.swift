import Foundation
import Registry
import Scoring
import Screen
import Tabular
import Testing
import Workflows

@testable import Studio

/// From an ONNX file that came from elsewhere to scored tables, with keys alone and the real engines.
@Suite struct ScoreSessionTests {
    private let size = Size(width: 140, height: 42)
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "ONNXEngineTests/Fixtures").path()

    /// What Python's onnxruntime answers for the fixture's rows.
    private struct Expected: Decodable {
        struct Output: Decodable { var values: [String] }
        struct Inputs: Decodable {
            var billLength: [Double]
            var mass: [Double]
            var depth: [Double]
            var island: [String]
            var sex: [String]
        }
        struct Outputs: Decodable { var label: Output }
        var rows: Int
        var inputs: Inputs
        var outputs: Outputs
    }

    private func expected() throws -> Expected {
        let data = try Data(contentsOf: URL(filePath: Self.fixtures + "/pipeline.json"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Expected.self, from: data)
    }

    /// The fixture's rows as a CSV file whose columns are named a little differently, with the row's number first.
    private func rows(_ bench: Workbench) throws -> String {
        let inputs = try expected().inputs
        let lines = inputs.mass.indices.map { row in
            // What is missing is written without quotes: an empty text in quotes would be a text.
            let sex = inputs.sex[row].isEmpty ? "" : "\"\(inputs.sex[row])\""
            return
                "\(row),\(inputs.billLength[row]),\(inputs.mass[row]),\(inputs.depth[row]),\"\(inputs.island[row])\",\(sex)"
        }
        return try bench.folder.file(
            "birds.csv", "row,Bill_Length,weight,depth,island,sex\n" + lines.joined(separator: "\n") + "\n")
    }

    private func start(_ bench: Workbench, _ source: String) async throws -> Session {
        let session = try await Session([source], environment: bench.environment, size: size)
        await session.press("3 i")
        await session.type(Self.fixtures + "/pipeline.onnx")
        await session.press("Enter C-u")
        await session.type("birds")
        await session.press("Enter")
        return session
    }

    @Test func fromAnImportedFileToAScoredTable() async throws {
        let bench = try Workbench()
        let session = try await start(bench, try rows(bench))
        #expect(session.state.models.current?.id == "birds:1")
        #expect(session.screen.contains("bill_length"))

        await session.press("1 p")
        #expect(session.screen.contains("4 of 5"))
        await session.press("Enter")
        // Case apart, Bill_Length is the input's name; nothing is like mass.
        let choice = try #require(session.state.scoreWizard?.choice)
        #expect(choice.bindings.map { $0.column?.name } == ["Bill_Length", nil, "depth", "island", "sex"])
        await session.press("Enter")
        await session.type("weight")
        await session.press("Enter Tab")
        #expect(session.screen.contains("The name is free."))
        await session.press("Enter")
        #expect(session.screen.contains("--map bill_length=Bill_Length --map mass=weight"))
        guard case .rows(let page)? = session.state.scoreWizard?.review.preview else {
            Issue.record("no preview: \(session.screen)")
            return
        }
        // An empty text in a CSV file is a missing value, and the model has no marker for one: no answer, and that is said.
        let python = try expected()
        let labels = zip(python.outputs.label.values, python.inputs.sex).map { $1.isEmpty ? nil : $0 }
        #expect(page.rows.map { $0[0].text } == labels.prefix(10).map { $0 })

        await session.press("Enter")
        #expect(session.state.modals.isEmpty)
        #expect(session.message?.hasPrefix("Scored 300 rows in") == true)
        let missing = labels.count { $0 == nil }
        #expect(missing > 0)
        #expect(session.state.message?.hint == "\(missing) rows have no answer: they lack a value that the model needs")
        let tab = try #require(session.state.data.tab)
        #expect(
            tab.schema.names == ["label", "probabilities", "row", "Bill_Length", "weight", "depth", "island", "sex"])
        #expect(tab.rowCount == 300)

        let connection = try await bench.environment.connect()
        let scored = try await connection.query("SELECT label FROM birds_scored ORDER BY \"row\"", limit: 1_000)
        #expect(scored.rows.map { $0[0].text } == labels)
        #expect(
            try await bench.registry.runs().contains {
                $0.kind == .score && $0.state == .finished && $0.model == "birds:1"
            })
    }

    @Test func aParquetFileWithSomeColumnsAndAnotherNameOpens() async throws {
        let bench = try Workbench()
        let session = try await start(bench, try rows(bench))
        await session.press("1 p Enter Enter")
        await session.type("weight")
        // The label gets a name, the probabilities go, and no column is kept.
        await session.press("Enter Down Down Down Down Enter C-u")
        await session.type("guess")
        await session.press("Enter Down Space Down Space Tab")
        await session.press("Down C-u")
        await session.type(bench.folder.path + "/guesses")
        await session.press("Enter Enter")
        let tab = try #require(session.state.data.tab)
        #expect(tab.schema.names == ["guess"])
        #expect(tab.location.label == "guesses.parquet")
        #expect(tab.rowCount == 300)

        // A second time it is asked before the file is replaced.
        await session.press("[ p Enter Tab Enter")
        #expect(session.state.modals.last?.kind == .confirm)
    }

    /// Makes a view that scores, and leaves.
    private func workspaceWithAView() async throws -> TemporaryFolder {
        let bench = try Workbench()
        let session = try await start(bench, try rows(bench))
        await session.press("1")
        let connection = try await bench.environment.connect()
        try await connection.execute("CREATE TABLE birds AS SELECT * FROM read_csv('\(bench.folder.path)/birds.csv')")
        await session.press("o")
        await session.type("birds")
        await session.press("Enter p Enter Enter")
        await session.type("weight")
        await session.press("Enter Tab Down Down Down Enter Enter")
        #expect(session.message == "Made the view birds_scored: it scores whenever it is read")
        #expect(session.state.data.tab?.schema.names.first == "label")
        #expect(session.state.data.tab?.rowCount == 300)
        return bench.folder
    }

    @Test func aViewScoresWhenItIsReadEvenAfterARestart() async throws {
        let folder = try await workspaceWithAView()
        // Functions end with the database; the view is there all the same.
        let bench = try Workbench(folder: folder)
        let session = try await Session(["birds_scored"], environment: bench.environment, size: size)
        #expect(session.state.data.tab?.currentValue?.text == (try expected().outputs.label.values[0]))
    }

    @Test func anAliasADeletionAndAnExport() async throws {
        let bench = try Workbench()
        let session = try await start(bench, try rows(bench))
        await session.press("a b e s t Enter")
        #expect(session.screen.contains("@best"))
        let folder = bench.folder.path + "/exported"
        await session.press("e C-u")
        await session.type(folder)
        await session.press("Enter")
        #expect(FileManager.default.fileExists(atPath: folder + "/model.onnx"))
        await session.press("d d")
        #expect(session.message == "Deleted birds:1")
        #expect(session.screen.contains("The registry has no models yet."))
        #expect(try await bench.registry.versions().isEmpty)
    }

    @Test func aFileThatIsNoModelIsRefusedWithASentence() async throws {
        let bench = try Workbench()
        let file = try bench.folder.file("not.onnx", "no model")
        let session = try await Session([try rows(bench)], environment: bench.environment, size: size)
        await session.press("3 i")
        await session.type(file)
        await session.press("Enter Enter")
        #expect(session.state.message?.kind == .error)
        #expect(session.state.models.versions?.isEmpty == true)
    }
}
