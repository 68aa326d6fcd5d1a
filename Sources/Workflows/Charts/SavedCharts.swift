public import Foundation
public import Profiling
public import Tabular

/// A chart that was kept under a name.
public struct SavedChart: Sendable, Hashable, Codable {
    public var name: String
    public var spec: ChartSpec
    /// The source that it is of, by its words and by its content.
    public var location: SourceLocation
    public var fingerprint: String

    public init(name: String, spec: ChartSpec, location: SourceLocation, fingerprint: String) {
        self.name = name
        self.spec = spec
        self.location = location
        self.fingerprint = fingerprint
    }
}

/// The charts of a workspace: one file each in its folder `charts`.
public struct SavedCharts: Sendable, Hashable {
    private let folder: URL

    public init(_ workspace: Workspace) { self.init(workspace: workspace.directory) }

    public init(workspace: URL) { folder = workspace.appending(path: "charts", directoryHint: .isDirectory) }

    /// The charts of a table: of the same source, or of the same content under another name. By name.
    public func list(for table: OpenedTable) throws(Problem) -> [SavedChart] {
        try all().map(\.chart).filter { Self.isOf($0, table) }.sorted { $0.name < $1.name }
    }

    /// Keeps a chart; one of the same name and source is replaced. Written beside and renamed.
    public func save(_ chart: SavedChart) throws(Problem) {
        let present = try all()
        let file =
            present.first { $0.chart.name == chart.name && $0.chart.location == chart.location }?.file
            ?? folder.appending(path: Self.fileName(chart.name, taken: Set(present.map(\.file.lastPathComponent))))
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try encoder.encode(chart).write(to: file, options: .atomic)
        } catch {
            throw Problem(
                "cannot save the chart '\(chart.name)'", detail: error.localizedDescription,
                hint: "Check that the workspace's folder can be written.")
        }
    }

    /// Forgets a chart of a source.
    public func remove(_ chart: SavedChart) throws(Problem) {
        for (file, found) in try all() where found == chart {
            do {
                try FileManager.default.removeItem(at: file)
            } catch {
                throw Problem("cannot remove the chart '\(chart.name)'", detail: error.localizedDescription)
            }
        }
    }

    private static func isOf(_ chart: SavedChart, _ table: OpenedTable) -> Bool {
        chart.location == table.location || (!table.fingerprint.isEmpty && chart.fingerprint == table.fingerprint)
    }

    /// Every chart that can be read; a file that is none is left alone.
    private func all() throws(Problem) -> [(file: URL, chart: SavedChart)] {
        let path = folder.path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let files: [URL]
        do {
            files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        } catch {
            throw Problem("cannot list the saved charts in \(path)", detail: error.localizedDescription)
        }
        return files.filter { $0.pathExtension == "json" }.compactMap { file in
            guard let data = try? Data(contentsOf: file),
                let chart = try? JSONDecoder().decode(SavedChart.self, from: data)
            else { return nil }
            return (file, chart)
        }
    }

    /// A file's name that no other chart has: letters and digits of the chart's name.
    private static func fileName(_ name: String, taken: Set<String>) -> String {
        let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let stem = letters.isEmpty ? "chart" : String(letters.prefix(60))
        if !taken.contains(stem + ".json") { return stem + ".json" }
        var number = 2
        while taken.contains("\(stem)-\(number).json") { number += 1 }
        return "\(stem)-\(number).json"
    }
}
