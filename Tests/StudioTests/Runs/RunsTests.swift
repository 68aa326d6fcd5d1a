import Foundation
import Registry
import Screen
import Tabular
import Testing

@testable import Studio

@Suite struct RunsTests {
    private func run(_ id: String, _ state: Run.State, model: String = "", message: String = "", after: Double? = 2)
        -> Run
    {
        let started = Date(timeIntervalSince1970: 1_790_000_000)
        return Run(
            id: id, kind: .train, state: state, title: "train delays on flights.parquet", started: started,
            ended: after.map { started.addingTimeInterval($0) }, command: "atelier train --data flights.parquet",
            parameters: ["num_leaves": "31"], metrics: model.isEmpty ? [:] : ["auc": 0.91, "baseline.auc": 0.5],
            message: message, model: model, processID: 1)
    }

    private func place(_ runs: [Run], _ size: Size = Make.size) -> AppState {
        var state = Penguins.app(size)
        _ = state.run(.go(.runs))
        _ = state.run(.runs(.listed(runs)))
        return state
    }

    private var some: [Run] {
        [
            run("aaaa0001", .running, after: nil), run("aaaa0002", .finished, model: "delays:3"),
            run("aaaa0003", .failed, message: "the disk is full"), run("aaaa0004", .interrupted, after: 61),
        ]
    }

    @Test func goingThereListsTheRunsOnce() {
        var state = Penguins.app()
        #expect(state.run(.go(.runs)).compactMap(\.startedID) == ["runs.list"])
        #expect(state.run(.go(.runs)).isEmpty)
        #expect(state.run(.runs(.refresh)).compactMap(\.startedID) == ["runs.list"])
    }

    @Test func aJobThatEndsRefreshesTheList() {
        var state = place(some)
        _ = state.run(.jobStarted("train#1", title: "train"))
        #expect(state.run(.jobEnded("train#1", nil)).compactMap(\.startedID).contains("runs.list"))
    }

    @Test func emptyPlaceSaysWhatWouldFillIt() {
        #expect(StudioView.frame(place([])).text.contains("No runs yet"))
    }

    @Test func theCursorStaysOnItsRunWhenNewOnesCome() {
        var state = place(some)
        _ = state.press("j")
        #expect(state.runs.current?.id == "aaaa0002")
        _ = state.run(.runs(.listed([run("aaaa0000", .running)] + some)))
        #expect(state.runs.current?.id == "aaaa0002")
    }

    @Test func enterOpensTheModel() {
        var state = place(some)
        _ = state.press("j")
        #expect(state.press("Enter") == [.start("runs.model", FindRunModel(reference: "delays:3"))])
        _ = state.press("j")
        #expect(state.press("Enter").isEmpty)
        #expect(state.message?.text == "The run made no model")
    }

    @Test func theCommandLineIsCopied() {
        var state = place(some)
        #expect(state.press("y") == [.terminal(.copy("atelier train --data flights.parquet"))])
    }

    @Test func interruptedRunsAreTold() {
        var state = Penguins.app()
        _ = state.run(.runs(.interrupted([run("aaaa0004", .interrupted)])))
        #expect(state.message?.text == "1 run was interrupted: train delays on flights.parquet")
        state.message = nil
        _ = state.run(.runs(.interrupted([])))
        #expect(state.message == nil)
    }

    @Test(arguments: [Size(width: 80, height: 24), Size(width: 140, height: 42)])
    func thePlaceAsKept(size: Size) {
        var state = place(some, size)
        _ = state.press("j")
        Golden.check(StudioView.frame(state).text, "runs-\(size.width)x\(size.height)")
    }

    @Test(arguments: [Size(width: 20, height: 4), Size(width: 1, height: 1), Size(width: 200, height: 60)])
    func anySizeWillDo(size: Size) {
        #expect(StudioView.frame(place(some, size)).size == size)
    }
}
