import Tabular

extension DataState {
    /// Opens or closes a workbook or database in the tree.
    mutating func toggleParts(of file: FileEntry) -> [Effect] {
        if tree.expanded.remove(file.path) != nil { return [] }
        tree.expanded.insert(file.path)
        guard tree.parts[file.path] == nil else { return [] }
        return [.start(EffectID("tree.parts." + file.path), ListParts(path: file.path))]
    }

    mutating func listedParts(_ parts: [SourcePart], of path: String) -> [Effect] {
        tree.parts[path] = parts
        // One sheet needs no choice.
        guard parts.count == 1, tree.expanded.contains(path) else { return [] }
        tree.expanded.remove(path)
        return [.action(.data(.open([parts[0].location])))]
    }

    mutating func partsFailed(_ path: String, _ problem: Problem) -> [Effect] {
        tree.expanded.remove(path)
        let offer = problem.offer(for: SourceLocation(path), tab: nil)
        return offer.isEmpty ? [.action(.message(Message(problem)))] : offer
    }
}

/// Lists the tables in a workbook or database.
struct ListParts: Work {
    var path: String

    func run(_ context: EffectContext) async throws -> Action? {
        let location = SourceLocation(path)
        let parts = try await context.withConnection(.count) { try await $0.parts(of: location) }
        return .data(.tree(.listedParts(path, parts)))
    }

    func failure(_ problem: Problem) -> Action? { .data(.tree(.partsFailed(path, problem))) }
}
