import Tabular

extension AppState {
    /// What asked for the steps has done its work.
    mutating func acceptSteps() -> [Effect] {
        if let feature = modals.last?.feature, feature.awaitsSteps, feature.closesWhenTaken { modals.removeLast() }
        return []
    }

    /// What asked for the steps says why they cannot be; otherwise the message line does.
    mutating func refuseSteps(_ tab: Int, _ problem: Problem) -> [Effect] {
        let effects = data.reduce(.shapeFailed(tab), size: size)
        if var feature = modals.last?.feature, feature.awaitsSteps {
            feature.refuse(problem)
            modals[modals.count - 1] = feature.modal
        } else {
            show(Message(problem))
        }
        return effects
    }
}
