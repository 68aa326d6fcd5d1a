import Foundation
import Registry
import Synchronization
import Tabular
import Workflows

/// Asks the registry for all versions.
struct ListVersions: Work {
    func run(_ context: EffectContext) async throws -> Action? {
        .score(.listed(try await context.registry().versions()))
    }

    func failure(_ problem: Problem) -> Action? { problem.kind == .interrupted ? nil : .score(.listFailed(problem)) }
}

/// Opens a source to be scored, all of it read where its types are only known then.
struct OpenToScore: Work {
    var location: SourceLocation
    var model: ModelVersion?

    func run(_ context: EffectContext) async throws -> Action? {
        let table = try await context.withConnection(.wizard) { connection in
            let table = try await connection.open(location)
            guard table.needsLoading else { return table }
            return try await connection.load(table) { context.progress($0) }
        }
        return .score(.begin(table, model))
    }
}

/// Looks at what stands at a destination.
struct CheckDestination: Work {
    var destination: Destination
    var source: OpenedTable

    func run(_ context: EffectContext) async throws -> Action? {
        let finding: DestinationCheck.Finding =
            switch destination {
            case .table(let name, _): try await checkName(name, isView: false, context)
            case .view(let name, _): try await checkName(name, isView: true, context)
            case .parquet, .csv, .json, .markdown, .excel: checkPath(destination.name)
            }
        return .score(.checked(DestinationCheck(destination: destination, finding: finding)))
    }

    func failure(_ problem: Problem) -> Action? {
        guard problem.kind != .interrupted else { return nil }
        return .score(.checked(DestinationCheck(destination: destination, finding: .impossible(problem))))
    }

    private func checkName(_ name: String, isView: Bool, _ context: EffectContext) async throws
        -> DestinationCheck.Finding
    {
        if name.isEmpty { return .impossible(Problem("type a name", kind: .usage)) }
        if let reason = await context.environment.readOnlyReason() {
            return .impossible(
                Problem("the workspace can only be read: \(reason)", hint: "Write to a file instead.", kind: .usage))
        }
        if isSource(name) {
            return .impossible(
                Problem("'\(name)' is the table being scored", hint: "Choose another name.", kind: .usage))
        }
        if isView, source.relation.base.hasPrefix("session.") {
            return .impossible(
                Problem(
                    "a view cannot rest on rows that were read for this session only",
                    hint: "Make a table, or save the rows as Parquet first.", kind: .usage))
        }
        let tables = try await context.withConnection(.wizard) { try await $0.workspaceTables() }
        guard let there = tables.first(where: { $0.name.lowercased() == name.lowercased() }) else { return .free }
        return .exists(there.isView ? "a view" : "a table")
    }

    private func checkPath(_ path: String) -> DestinationCheck.Finding {
        guard !path.isEmpty else { return .impossible(Problem("type a path", kind: .usage)) }
        let url = URL(fileURLWithPath: path)
        var isFolder: ObjCBool = false
        let files = FileManager.default
        let isThere = files.fileExists(atPath: path, isDirectory: &isFolder)
        if isThere, isFolder.boolValue {
            return .impossible(Problem("\(path) is a folder", hint: "Name a file in it.", kind: .usage))
        }
        if isSource(path) {
            return .impossible(Problem("that is the file being scored", hint: "Choose another name.", kind: .usage))
        }
        let folder = url.deletingLastPathComponent().path
        guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            return .impossible(Problem("there is no folder \(folder)", hint: "Make it first.", kind: .usage))
        }
        guard files.isWritableFile(atPath: folder) else {
            return .impossible(Problem("you may not write in \(folder)", hint: "Choose another folder.", kind: .usage))
        }
        return isThere ? .exists("a file") : .free
    }

    private func isSource(_ name: String) -> Bool {
        source.location.arguments.contains { argument in
            argument.lowercased() == name.lowercased()
                || URL(fileURLWithPath: argument).standardizedFileURL == URL(fileURLWithPath: name).standardizedFileURL
        }
    }
}

/// Lists the files that a path may go on with.
struct CompleteDestination: Work {
    var text: String

    func run(_ context: EffectContext) async throws -> Action? {
        .score(.completed(for: text, CompletePath.complete(text, tables: [])))
    }

    func failure(_ problem: Problem) -> Action? { nil }
}

/// Scores ten rows.
struct PreviewScore: Work {
    var plan: ScoringPlan
    static let rows = 10

    func run(_ context: EffectContext) async throws -> Action? {
        let workflow = ScoreWorkflow(engines: try await context.engines())
        let page = try await context.withConnection(.wizard) {
            try await workflow.preview(plan, rows: Self.rows, connection: $0)
        }
        return .score(.previewed(plan, page))
    }

    func failure(_ problem: Problem) -> Action? {
        problem.kind == .interrupted ? nil : .score(.previewFailed(plan, problem))
    }
}

/// How far scoring is.
struct ScoreProgress: Sendable, Hashable {
    /// Rows scored.
    var done: Int
    var total: Int?
    var seconds: Double

    var rowsPerSecond: Double { seconds > 0 ? Double(done) / seconds : 0 }

    /// Seconds that are left at this speed, once there is one.
    var remaining: Double? {
        guard let total, done > 0, rowsPerSecond > 0 else { return nil }
        return Double(max(0, total - done)) / rowsPerSecond
    }
}

/// Scores a table.
struct RunScore: Work {
    var id: EffectID
    var plan: ScoringPlan

    func run(_ context: EffectContext) async throws -> Action? {
        let workflow = ScoreWorkflow(engines: try await context.engines())
        let began = ContinuousClock.now
        // Ten times a second is as often as a person can read.
        let said = Mutex(began - .seconds(1))
        let outcome = try await workflow.score(plan) { progress in
            context.progress(progress)
            let now = ContinuousClock.now
            let isDue = said.withLock { last in
                guard now - last >= .milliseconds(100) else { return false }
                last = now
                return true
            }
            guard isDue else { return }
            let seconds = (now - began) / .seconds(1)
            context.send(
                .score(.progressed(id, ScoreProgress(done: progress.done, total: progress.total, seconds: seconds))))
        }
        return .score(.finished(id, outcome))
    }

    func failure(_ problem: Problem) -> Action? { .score(.failed(id, problem)) }
}
