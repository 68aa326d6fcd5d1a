import Foundation

/// A process that can be told from a later one with the same number: by when it started, counted within one boot.
struct ProcessIdentity: Hashable {
    var processID: Int
    /// `<boot>/<start in clock ticks>`; empty when the system does not say.
    var birth: String

    init(processID: Int, birth: String) {
        self.processID = processID
        self.birth = birth
    }

    /// The process that has this number now.
    init(of processID: Int) {
        self.init(processID: processID, birth: Self.birth(of: processID) ?? "")
    }

    static let current = ProcessIdentity(of: Int(getpid()))

    /// Whether this very process is still there.
    var isAlive: Bool {
        guard processID > 0, let number = pid_t(exactly: processID) else { return false }
        // A process of someone else answers with EPERM.
        if kill(number, 0) != 0 && errno != EPERM { return false }
        if birth.isEmpty { return true }
        // What cannot be told apart counts as alive: a run that goes on must not be called interrupted.
        guard let stat = Self.stat(of: processID) else { return kill(number, 0) == 0 || errno == EPERM }
        return Self.birth(in: stat) == birth
    }

    private static func birth(of processID: Int) -> String? { stat(of: processID).flatMap(birth) }

    private static func stat(of processID: Int) -> String? {
        try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8)
    }

    /// Nil for a process that ended and was not waited for.
    private static func birth(in text: String) -> String? {
        guard let close = text.lastIndex(of: ")") else { return nil }
        // Fields from the third on; the command's name, which may hold anything, ends at the last parenthesis.
        let fields = text[text.index(after: close)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
        return boot + "/" + fields[19]
    }

    private static let boot: String = {
        let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }()
}
