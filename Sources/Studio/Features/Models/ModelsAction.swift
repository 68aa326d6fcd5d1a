import Registry
import Screen
import Tabular

/// What can happen in the Models place.
enum ModelsAction: Sendable, Equatable {
    // From the registry
    case listed([ModelVersion])
    case listFailed(Problem)
    /// The registry was changed: what is shown of it is asked for anew.
    case changed(Message, select: ModelVersion?)

    case move(Int)
    case moveTo(Int)
    case scroll(Int)
    case scrollDetails(Int)
    case enter
    case collapse
    case click(Point)
    case refresh

    // From prompts, with what was typed
    case alias(String)
    case removeAlias(String)
    case importFile(String)
    case importName(String)
    case export(String)
    /// Asks first.
    case delete
    case deleteNow(ModelReference)
}
