import EngineSupport
import Foundation
import Tabular
import Testing

private actor Worker {
    let executor = EngineThread(name: "test")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private var total = 0

    func add(_ value: Int) -> Int {
        total += value
        return total
    }

    func threadName() -> String? { Thread.current.name }
}

@Suite struct EngineThreadTests {
    @Test func anActorRunsOnItsOwnThread() async {
        let worker = Worker()
        #expect(await worker.threadName() == "test")
    }

    @Test func callsAreSerial() async {
        let worker = Worker()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 { group.addTask { _ = await worker.add(1) } }
        }
        #expect(await worker.add(0) == 200)
    }

    @Test func cancellingRaisesTheFlag() async {
        let task = Task {
            try await withCancelFlag { flag in
                while !flag.isRaised { await Task.yield() }
                try flag.check()
            }
        }
        task.cancel()
        await #expect(throws: Problem.cancelled) { try await task.value }
    }

    @Test func onlyTheLatestRequestIsKept() {
        let slot = LatestSlot<Int>()
        let first = slot.put(1)
        let second = slot.put(2)
        #expect(!slot.isLatest(first))
        #expect(slot.isLatest(second))
        #expect(slot.take() == 2)
        #expect(slot.take() == nil)
    }
}
