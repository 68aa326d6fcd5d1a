import Foundation
import Synchronization
import Tabular
import Testing

@testable import EngineSupport

@Suite struct WorkGateTests {
    @Test func longForegroundWorkPutsOffTheBackground() async throws {
        let gate = WorkGate(patience: 0.01)
        let putOff = Atomic<Int>(0)
        try gate.behind(putOff: { putOff.add(1, ordering: .relaxed) }) { () throws(Problem) in
            gate.going {
                while putOff.load(ordering: .relaxed) == 0 { Thread.sleep(forTimeInterval: 0.001) }
                #expect(!gate.isOpen)
            }
        }
        #expect(gate.isOpen)
        #expect(putOff.load(ordering: .relaxed) == 1)
    }

    @Test func shortForegroundWorkPutsOffNothing() async throws {
        let gate = WorkGate(patience: 0.001)
        let putOff = Atomic<Int>(0)
        gate.going {}
        await withCheckedContinuation { continuation in
            // Behind the gate's own look at what has ended long ago.
            DispatchQueue.global().asyncAfter(deadline: .now() + 0.05) { continuation.resume() }
        }
        try gate.behind(putOff: { putOff.add(1, ordering: .relaxed) }) { () throws(Problem) in }
        #expect(putOff.load(ordering: .relaxed) == 0)
    }

    @Test func whatIsGivenUpWaitsNoLonger() {
        let gate = WorkGate(patience: 0.001)
        gate.going {
            while gate.isOpen { Thread.sleep(forTimeInterval: 0.001) }
            gate.wait { true }
        }
    }
}
