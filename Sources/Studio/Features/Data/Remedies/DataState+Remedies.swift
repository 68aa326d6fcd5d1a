import Tabular

/// What can happen when a source needs more than its name.
enum RemedyAction: Sendable, Equatable {
    /// Opens one of the tables in a source in place of the tab that asked.
    case choose(tab: Int, SourceLocation)
    /// Fetches an extension of the engine, after a yes; then the tab that needs it opens.
    case fetch(tab: Int?, EngineExtension)
    case fetched(tab: Int?, EngineExtension)
    case fetchFailed(EngineExtension, Problem)
}

extension DataState {
    mutating func reduceRemedy(_ action: RemedyAction) -> [Effect] {
        switch action {
        case .choose(let id, let location):
            if let index = tabs.firstIndex(where: { $0.id == id }) {
                tabs.remove(at: index)
                current = max(0, min(current, tabs.count - 1))
            }
            return [.action(.data(.open([location])))]
        case .fetch(let tab, let part):
            let title = "Fetch DuckDB's \(part.name) extension"
            return [.job(EffectID("extension." + part.name), title: title, FetchExtension(tab: tab, part: part))]
        case .fetched(let id, let part):
            let message = Effect.action(.message(Message("DuckDB's \(part.name) extension is here")))
            tree.wasAsked = false
            return [message] + withAnyTab(id) { $0.refresh() }
        case .fetchFailed(_, let problem):
            return problem.kind == .interrupted ? [] : [.action(.message(Message(problem)))]
        }
    }

    private mutating func withAnyTab(_ id: Int?, _ body: (inout TableTab) -> [Effect]) -> [Effect] {
        id.map { withTab(id: $0, body) } ?? []
    }
}

extension Problem {
    /// The effects that offer a remedy to a person.
    /// - Parameter tab: the tab that could not be opened; nil for the tree.
    func offer(for location: SourceLocation, tab: Int?) -> [Effect] {
        switch remedy {
        case .choose(let parts):
            guard let tab else { return [] }
            return [.action(.present(.picker(.parts(parts, of: location, tab: tab))))]
        case .fetch(let part): return [.action(.present(.confirm(.fetching(part, tab: tab))))]
        case nil: return []
        }
    }
}

extension Picker {
    /// The tables in a workbook, a database, or a folder of them.
    static func parts(_ parts: [SourcePart], of location: SourceLocation, tab: Int) -> Picker {
        let items = parts.map { part in
            Item(
                title: part.name, note: part.rows.map { Count.text($0) + " rows" } ?? part.kind.rawValue,
                action: .data(.remedy(.choose(tab: tab, part.location))))
        }
        return Picker(title: "Which one of \(location.label)?", placeholder: "letters of its name", items: items)
    }
}

extension Confirm {
    /// Nothing is fetched without a yes.
    static func fetching(_ part: EngineExtension, tab: Int?) -> Confirm {
        Confirm(
            title: "Fetch an extension?", question: part.question,
            answers: [
                Answer(title: "Not now", action: nil),
                Answer(title: "Fetch", action: .data(.remedy(.fetch(tab: tab, part)))),
            ])
    }
}

/// Fetches an extension of the engine from the network, because a person said yes.
struct FetchExtension: Work {
    var tab: Int?
    var part: EngineExtension

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.environment.fetchExtension(part)
        return .data(.remedy(.fetched(tab: tab, part)))
    }

    func failure(_ problem: Problem) -> Action? { .data(.remedy(.fetchFailed(part, problem))) }
}
