public import Foundation

/// A thread of its own for an actor that wraps a blocking C handle.
///
/// Give it to an actor as its executor, so that blocking calls never occupy the cooperative pool:
///
///     actor Connection {
///         let thread = EngineThread(name: "duckdb")
///         nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
///     }
///
/// The thread ends when the last reference to the executor is gone.
public final class EngineThread: SerialExecutor {
    private let queue: JobQueue

    public init(name: String) {
        let queue = JobQueue()
        self.queue = queue
        let thread = Thread {
            // On Linux a name only takes hold on a thread that runs.
            Thread.current.name = name
            queue.run()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    deinit { queue.close() }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.add { job.runSynchronously(on: executor) }
    }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}

/// The work waiting for one thread. All state is guarded by the condition: that is why it may be shared.
private final class JobQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [() -> Void] = []
    private var closed = false

    func add(_ job: @escaping () -> Void) {
        condition.lock()
        jobs.append(job)
        condition.signal()
        condition.unlock()
    }

    func close() {
        condition.lock()
        closed = true
        condition.signal()
        condition.unlock()
    }

    func run() {
        while true {
            condition.lock()
            while jobs.isEmpty && !closed { condition.wait() }
            if jobs.isEmpty {
                condition.unlock()
                return
            }
            let batch = jobs
            jobs.removeAll(keepingCapacity: true)
            condition.unlock()
            for job in batch { job() }
        }
    }
}
