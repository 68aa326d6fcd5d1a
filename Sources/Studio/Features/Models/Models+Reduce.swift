import Foundation
import Registry
import Screen
import Tabular

extension AppState {
    mutating func reduceModels(_ action: ModelsAction) -> [Effect] {
        switch action {
        case .listed(let versions): models.listed(versions)
        case .listFailed(let problem): models.problem = Message(problem)
        case .changed(let message, let version):
            show(message)
            if let version { models.select(version) }
            return refreshRegistry()
        case .move(let step): models.move(to: (models.cursor ?? 0) + step)
        case .moveTo(let index): models.move(to: index)
        case .scroll(let lines): models.scroll = ModelsPlaceView(self).clamped(models.scroll + lines)
        case .enter: return enterModel()
        case .collapse: if let version = models.current { models.toggle(version.name) }
        case .click(let point): return clickModel(point)
        case .refresh: return refreshRegistry()
        case .scrollDetails(let lines): scrollDetails(lines)
        default: return changeRegistry(action)
        }
        return []
    }

    /// Asks anew for what is shown of the registry, here and in the sources tree.
    mutating func refreshRegistry() -> [Effect] {
        models.wasAsked = false
        data.tree.wasAsked = false
        return settle()
    }

    /// What the Models place lacks.
    mutating func settleModels() -> [Effect] {
        guard !models.wasAsked else { return [] }
        models.wasAsked = true
        return [.start("models.list", ListRegistry())]
    }

    /// Goes to a model's place, with the cursor on a version.
    mutating func showModel(_ version: ModelVersion) -> [Effect] {
        models.select(version)
        return [.action(.go(.models))]
    }

    private mutating func enterModel() -> [Effect] {
        switch models.row {
        case .model(let name):
            models.toggle(name)
            return []
        case .version: return models.current.map { [.action(.present(.modelDetails(ModelDetails($0))))] } ?? []
        case nil: return []
        }
    }

    private mutating func scrollDetails(_ lines: Int) {
        guard case .modelDetails(var details)? = modals.last else { return }
        details.scroll(by: lines, size)
        modals[modals.count - 1] = .modelDetails(details)
    }

    private mutating func clickModel(_ point: Point) -> [Effect] {
        guard let hit = ModelsPlaceView(self).row(at: point) else { return [] }
        let wasThere = models.cursor == hit
        models.move(to: hit)
        return wasThere ? enterModel() : []
    }

    private mutating func changeRegistry(_ action: ModelsAction) -> [Effect] {
        if case .importFile(let path) = action { return nameImport(path) }
        if case .importName(let name) = action {
            guard let path = models.importing else { return [] }
            models.importing = nil
            return [.job("models.import", title: "Import \(name)", ImportModel(path: path, name: name))]
        }
        if case .deleteNow(let reference) = action {
            return [.start("models.change", DeleteModel(reference: reference))]
        }
        guard let version = models.current else { return [] }
        switch action {
        case .alias(let alias): return [.start("models.change", SetAlias(alias: alias, version: version))]
        case .removeAlias(let alias): return [.start("models.change", RemoveAlias(alias: alias, version: version))]
        case .export(let folder):
            return [.job("models.export", title: "Export \(version.id)", ExportModel(version: version, folder: folder))]
        case .delete: return askToDelete(version)
        default: return []
        }
    }

    /// The file is known: what shall the model be called? The file's name is proposed.
    private mutating func nameImport(_ path: String) -> [Effect] {
        models.importing = path
        let base = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        let name = String(base.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
        return [.action(.present(.prompt(Prompt(.modelName, text: name))))]
    }

    private mutating func askToDelete(_ version: ModelVersion) -> [Effect] {
        var reference = ModelReference(name: version.name, selector: .version(version.version))
        var going = [version]
        if case .model(let name)? = models.row {
            reference = ModelReference(name: name)
            going = models.versions(of: name)
        }
        let names = going.map { version in
            "• " + version.id + version.aliases.map { "  @" + $0 }.joined()
        }
        let shown = names.count > 8 ? names.prefix(7) + ["and \(names.count - 7) more"] : names[...]
        let question = Confirm(
            title: going.count == 1 ? "Delete \(version.id)?" : "Delete \(version.name) with all its versions?",
            question: "Files and aliases go too, for good:\n" + shown.joined(separator: "\n"),
            answers: [
                .init(title: "Keep", action: nil), .init(title: "Delete", action: .models(.deleteNow(reference))),
            ], role: .error)
        return [.action(.present(.confirm(question)))]
    }
}
