import Synchronization
public import Tabular

/// A flag that a person raises and a C loop looks at between two steps.
public final class CancelFlag: Sendable {
    private let raised = Atomic<Bool>(false)

    public init() {}

    public var isRaised: Bool { raised.load(ordering: .relaxed) }

    public func raise() { raised.store(true, ordering: .relaxed) }

    /// Throws `Problem.cancelled` once the flag is raised.
    public func check() throws(Problem) {
        if isRaised { throw .cancelled }
    }
}

/// Runs an operation whose flag is raised when the calling task is cancelled.
public func withCancelFlag<T: Sendable>(
    _ operation: (CancelFlag) async throws -> T
) async throws -> T {
    let flag = CancelFlag()
    return try await withTaskCancellationHandler {
        try await operation(flag)
    } onCancel: {
        flag.raise()
    }
}
