/// Who waits for what a connection does.
public enum WorkPriority: Sendable, Hashable {
    /// A person, with a finger on a key.
    case foreground
    /// A person who asked for it and goes on with something else.
    case ordinary
    /// Nobody: it fills in what is looked at later, and gives way.
    case background
}
