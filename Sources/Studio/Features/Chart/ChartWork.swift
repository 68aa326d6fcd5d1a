import Foundation
import Profiling
import Screen
import Tabular
import Workflows

/// Makes a chart's numbers, then says how the two columns go together.
struct MakeChart: Work {
    var spec: ChartSpec
    var relation: Relation
    var schema: Schema

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.withConnection(.wizard) { connection in
            let data = try await connection.chart(spec, of: relation, schema: schema)
            context.send(.chart(.made(spec, data)))
            guard let pair = spec.pair, let first = schema[pair.first], let second = schema[pair.second] else {
                return nil
            }
            let strength = try await connection.strength(of: first, and: second, in: relation)
            return .chart(.measured(spec, strength.map(ChartPicture.figures) ?? []))
        }
    }

    func failure(_ problem: Problem) -> Action? {
        problem.kind == .interrupted ? nil : .chart(.failed(spec, problem))
    }
}

/// Lists the charts that were saved with a table.
struct ListCharts: Work {
    var folder: String
    var table: OpenedTable

    func run(_ context: EffectContext) async throws -> Action? {
        let charts = SavedCharts(workspace: URL(filePath: folder, directoryHint: .isDirectory))
        return .chart(.listed(try charts.list(for: table)))
    }
}

/// Keeps a chart, or forgets it.
struct SaveChart: Work {
    var chart: SavedChart
    var table: OpenedTable
    var removes = false

    func run(_ context: EffectContext) async throws -> Action? {
        let folder = URL(filePath: context.environment.workspacePath, directoryHint: .isDirectory)
        let charts = SavedCharts(workspace: folder)
        if removes { try charts.remove(chart) } else { try charts.save(chart) }
        return .chart(.saved(removes ? "" : chart.name, try charts.list(for: table)))
    }
}

/// Writes a picture into a file.
struct WritePicture: Work {
    var picture: Picture
    var path: String
    var theme: Theme

    func run(_ context: EffectContext) async throws -> Action? {
        try PictureFile.write(picture, to: path, theme: theme)
        return .message(Message("Wrote \(path)", kind: .success))
    }
}

/// Copies a statement that runs elsewhere: a copy in the session is called by the file that it is of.
struct CopyStatement: Work {
    var sql: String

    func run(_ context: EffectContext) async throws -> Action? {
        .copy(try await context.withConnection(.count) { await $0.standalone(sql) }, what: "the SQL")
    }
}

/// Something that lies over the panes and shows a picture that can be written into a file.
protocol PictureModal: ModalFeature {
    var picture: Picture? { get }
}

extension AppState {
    /// Writes the topmost picture on the screen.
    mutating func writePicture(_ path: String) -> [Effect] {
        let shown = modals.last { $0.feature is any PictureModal }?.feature as? any PictureModal
        guard let picture = shown == nil ? data.profilePicture : shown?.picture else {
            show(Message("There is no picture to write yet"))
            return []
        }
        return [.start("picture", WritePicture(picture: picture, path: path, theme: looks.whole))]
    }
}
