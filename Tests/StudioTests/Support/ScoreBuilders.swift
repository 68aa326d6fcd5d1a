import Foundation
import Registry
import Scoring
import Screen
import Shaping
import Tabular

@testable import Studio

/// A table and a registry for tests of scoring that need no engine.
enum ScoreMake {
    static let columns = [
        Column("dep_delay", .double), Column("distance", .bigint), Column("carrier", .text), Column("origin", .text),
        Column("photo", ColumnType(.binary, "BLOB")),
    ]

    static let table = OpenedTable(
        location: SourceLocation("data/flights.parquet"), format: .parquet,
        relation: Relation(source: "read_parquet('data/flights.parquet')"), schema: Schema(columns), rowCount: 336_776)

    private static func version(_ name: String, _ number: Int, _ card: ModelCard, aliases: [String] = [])
        -> ModelVersion
    {
        // Noon, so that the day is the same in most time zones.
        ModelVersion(
            name: name, version: number, created: Date(timeIntervalSince1970: 20_718 * 86_400 + 43_200),
            card: card, aliases: aliases, modelPath: "/models/\(name)/\(number)/model.onnx")
    }

    private static let delaysCard = ModelCard(
        signature: ModelSignature(
            inputs: [
                ModelInput(name: "dep_delay", element: .float), ModelInput(name: "Distance", element: .float),
                ModelInput(name: "carrier", element: .string), ModelInput(name: "hour", element: .int64),
            ],
            outputs: [
                ModelOutput(name: "label", element: .string),
                ModelOutput(name: "probability", element: .float, shape: [-1, 2], labels: ["late", "on time"]),
            ]),
        task: "binary", target: "late", framework: "LightGBM 4.7.0",
        metrics: ["auc": 0.8123, "baseline.auc": 0.5, "log_loss": 0.41, "baseline.log_loss": 0.66])

    /// Two versions of a model, one input of which no column fits.
    static let delays = [version("delays", 2, delaysCard, aliases: ["champion"]), version("delays", 1, delaysCard)]

    /// A model whose inputs are all there.
    static let tips = version(
        "tips", 1,
        ModelCard(
            signature: ModelSignature(
                inputs: [ModelInput(name: "distance", element: .double), ModelInput(name: "origin", element: .double)],
                outputs: [ModelOutput(name: "y", element: .float)]),
            framework: "skl2onnx"))

    static let versions = delays + [tips]

    /// The Data place with the table open.
    static func app(_ size: Size = Make.size, filters: [String] = []) -> AppState {
        var state = AppState(workspaceName: "test", workspacePath: "/tmp/test", folder: ".", size: size)
        _ = state.data.reduce(.open([table.location]), size: size)
        _ = state.data.reduce(.opened(1, table), size: size)
        for filter in filters {
            _ = state.data.reduce(.shaped(1, TableView(chain: Chain([.filter(filter)]))), size: size)
        }
        return state
    }

    /// The wizard with the registry's answer.
    static func wizard(_ size: Size = Make.size) -> AppState {
        var state = app(size)
        _ = state.press("p")
        _ = state.run(.score(.listed(versions)))
        return state
    }

    /// The wizard at the destination, with every input of delays:2 bound.
    static func atDestination(_ size: Size = Make.size) -> AppState {
        var state = wizard(size)
        _ = state.run(.score(.moveTo(0)))
        _ = state.press("Enter")
        _ = state.run(.score(.bind(input: 3, column: "distance")))
        _ = state.press("Tab")
        return state
    }

    static func atReview(_ size: Size = Make.size) -> AppState {
        var state = atDestination(size)
        _ = state.answer(.free)
        _ = state.press("Enter")
        return state
    }

    static let preview = TablePage(
        columns: [Column("predicted_late", .text), Column("probability", ColumnType(.nested, "FLOAT[]"))] + columns,
        rows: (0..<10).map { row in
            [
                row.isMultiple(of: 3) ? "late" : "on time", "[0.\(row)5, 0.\(9 - row)5]", "\(row - 4).0",
                "\(200 + row * 31)", "UA", "EWR",
            ]
            .map { CellValue($0) } + [.null]
        })
}

extension AppState {
    var scoreWizard: ScoreWizard? {
        modals.compactMap { if case .score(let wizard) = $0 { wizard } else { nil } }.last
    }

    /// Answers the question what stands at the destination.
    mutating func answer(_ finding: DestinationCheck.Finding) -> [Effect] {
        guard let question = scoreWizard?.destination.question else { return [] }
        return run(.score(.checked(DestinationCheck(destination: question, finding: finding))))
    }
}
