import Dispatch
import Foundation

/// The share of the processor that a thread gets beside others.
public enum ThreadPriority {
    /// How far background threads step back, as `nice` counts: beside a busy background thread, one that a person
    /// waits for gets three quarters of a core, and gets it at once.
    private static let step: Int32 = 5

    /// Lets the calling thread give way to others, for good; threads that it starts inherit that.
    public static func lower() {
        #if os(Linux)
            // On Linux, "this process" is this thread.
            _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, step)
        #endif
    }

    /// Does something on a thread that gives way to others, and waits for it.
    public static func lowered(_ work: @escaping @Sendable () -> Void) {
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            lower()
            work()
            done.signal()
        }
        done.wait()
    }
}
