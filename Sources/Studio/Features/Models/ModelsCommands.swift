import Registry
import Screen
import Tabular

/// Commands of the Models place.
enum ModelsCommands {
    static let all: [Command] = changing + moving

    private static let changing: [Command] = [
        models(
            "details", "Open the details, or a model's versions", hint: "details", keys: "Enter l Right",
            when: hasModel, .models(.enter)),
        Command(
            "models.score", "Predict with this model", hint: "predict", keys: "p", in: .place(.models), when: hasModel
        ) {
            .scoreWith($0.models.current)
        },
        Command(
            "models.alias", "Point an alias at this version", hint: "alias", keys: "a", in: .place(.models),
            when: hasModel
        ) {
            .present(.prompt(Prompt(.modelAlias, history: $0.histories[.modelAlias] ?? [])))
        },
        Command("models.remove-alias", "Take an alias away", keys: "A", in: .place(.models), when: hasAlias) {
            .present(.picker(.aliases($0)))
        },
        Command("models.import", "Import an ONNX file", hint: "import", keys: "i", in: .place(.models)) {
            .present(.prompt(Prompt(.modelImport, history: $0.histories[.modelImport] ?? [])))
        },
        Command(
            "models.export", "Export this version to a folder", hint: "export", keys: "e", in: .place(.models),
            when: hasModel
        ) { state in
            state.models.current.map { version in
                .present(
                    .prompt(
                        Prompt(
                            .modelExport, text: "\(version.name)-\(version.version)",
                            history: state.histories[.modelExport] ?? [])))
            }
        },
        models(
            "delete", "Delete this version, or the model with all versions", hint: "delete", keys: "d Delete",
            when: hasModel, .models(.delete)),
        Command("models.copy", "Copy the version's name", hint: "copy", keys: "y", in: .place(.models), when: hasModel)
        { state in
            state.models.current.map { .copy($0.id, what: $0.id) }
        },
        models("refresh", "Ask the registry anew", keys: "r", .models(.refresh)),
    ]

    private static let moving: [Command] = [
        moving("down", "Down", keys: "j Down", .move(1)),
        moving("up", "Up", keys: "k Up", .move(-1)),
        moving("page-down", "A page down", keys: "PgDn C-f", .move(10)),
        moving("page-up", "A page up", keys: "PgUp C-b", .move(-10)),
        moving("first", "To the first line", keys: "g Home", .moveTo(0)),
        moving("last", "To the last line", keys: "G End", .moveTo(.max / 2)),
        moving("card-down", "Scroll the card down", keys: "C-d Space", .scroll(5)),
        moving("card-up", "Scroll the card up", keys: "C-u", .scroll(-5)),
        moving("collapse", "Open or close the model's versions", keys: "h Left", .collapse),
    ]

    private static func models(
        _ name: String, _ title: String, hint: String? = nil, keys: String,
        when: @escaping @Sendable (AppState) -> Bool = { _ in true }, _ action: Action
    ) -> Command {
        Command(CommandID("models." + name), title, hint: hint, keys: keys, in: .place(.models), when: when, action)
    }

    private static func moving(_ name: String, _ title: String, keys: String, _ action: ModelsAction) -> Command {
        Command(CommandID("models." + name), title, keys: keys, in: .place(.models), inPalette: false, .models(action))
    }

    @Sendable private static func hasModel(_ state: AppState) -> Bool { state.models.current != nil }
    @Sendable private static func hasAlias(_ state: AppState) -> Bool { state.models.current?.aliases.isEmpty == false }
}

extension Picker {
    /// The aliases of the version under the cursor; choosing one takes it away.
    static func aliases(_ state: AppState) -> Picker {
        let version = state.models.current
        let items = (version?.aliases ?? []).map {
            Item(title: "@" + $0, note: "take away", action: .models(.removeAlias($0)))
        }
        return Picker(title: "Which alias of \(version?.id ?? "") goes?", placeholder: "an alias", items: items)
    }
}
