import Dispatch
import Foundation

/// The share of the processor that a thread gets beside others, and how soon it gets it.
public enum ThreadPriority {
    /// How far background threads step back, as `nice` counts: beside a busy background thread, one that a person
    /// waits for gets three quarters of a core.
    private static let step: Int32 = 5
    /// The turn on the processor that threads ask for when a person waits, in nanoseconds: who asks for little comes sooner.
    private static let shortTurn: UInt64 = 500_000

    /// Lets the calling thread give way to others, for good; threads that it starts inherit that.
    public static func lower() {
        #if os(Linux)
            // On Linux, "this process" is this thread.
            _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, step)
            ask(turn: 0)
        #endif
    }

    /// Gets the calling thread, and those that it starts, the processor sooner when there is something to do for them.
    public static func hasten() {
        #if os(Linux)
            ask(turn: shortTurn)
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

    #if os(Linux)
        /// The kernel's `struct sched_attr` in its first version, for the ordinary policy.
        private struct Attributes {
            var size: UInt32 = 48
            var policy: UInt32 = 0
            var flags: UInt64 = 0
            var nice: Int32
            var priority: UInt32 = 0
            var runtime: UInt64
            var deadline: UInt64 = 0
            var period: UInt64 = 0
        }

        #if arch(x86_64)
            private static let setAttributes = 314
        #else
            private static let setAttributes = 274
        #endif

        /// Asks for turns of a length; 0: the usual one. Kernels before 6.12 do not listen.
        private static func ask(turn: UInt64) {
            typealias SystemCall = @convention(c) (Int, Int, UnsafeMutableRawPointer, Int) -> Int
            // The C library of some years has no name for this call, and Swift calls no variadic functions.
            guard let function = dlsym(nil, "syscall") else { return }
            let call = unsafeBitCast(function, to: SystemCall.self)
            var attributes = Attributes(nice: getpriority(Int32(PRIO_PROCESS.rawValue), 0), runtime: turn)
            withUnsafeMutableBytes(of: &attributes) { bytes in
                if let base = bytes.baseAddress { _ = call(setAttributes, 0, base, 0) }
            }
        }
    #endif
}
