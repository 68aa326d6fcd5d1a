import EngineSupport
import Foundation
import Synchronization
import Tabular
import Testing

/// How many are held.
private final class Held: Sendable {
    let count = Atomic<Int>(0)
}

private actor Worker {
    let executor = EngineThread(name: "test")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private var total = 0

    func add(_ value: Int) -> Int {
        total += value
        return total
    }

    /// Says that it is here, and holds its thread until it is let go.
    func hold(_ entered: Held, until released: DispatchSemaphore) {
        entered.count.add(1, ordering: .relaxed)
        released.wait()
    }
}

@Suite struct EngineThreadTests {
    /// More actors than the pool has threads hold theirs at once: none waits for another.
    @Test(.timeLimit(.minutes(2))) func anActorRunsOnItsOwnThread() async {
        let workers = (0..<ProcessInfo.processInfo.activeProcessorCount + 6).map { _ in Worker() }
        let entered = Held(), released = DispatchSemaphore(value: 0)
        await withTaskGroup(of: Void.self) { group in
            for worker in workers { group.addTask { await worker.hold(entered, until: released) } }
            while entered.count.load(ordering: .relaxed) < workers.count { await Task.yield() }
            for _ in workers { released.signal() }
        }
        #expect(entered.count.load(ordering: .relaxed) == workers.count)
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
