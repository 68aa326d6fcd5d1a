import Foundation
import Synchronization
import Tabular

/// One line on standard error that is rewritten in place; silent when standard error is no terminal.
final class ProgressLine: Sendable {
    private let label: Mutex<String>
    private let noun: String
    private let began = ContinuousClock.now
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    init(_ label: String, noun: String = "rows") {
        self.label = Mutex(label)
        self.noun = noun
    }

    /// A new step begins.
    func phase(_ text: String) {
        label.withLock { $0 = text }
        write(text + " …", always: true)
    }

    func update(_ progress: WorkProgress) {
        let seconds = began.duration(to: .now) / .seconds(1)
        let rate = seconds > 0.2 ? ", \(Figures.grouped(Int(Double(progress.done) / seconds))) \(noun)/s" : ""
        let total = progress.total.map { " of \(Figures.grouped($0))" } ?? ""
        write("\(label.withLock { $0 }): \(Figures.grouped(progress.done))\(total) \(noun)\(rate)", always: false)
    }

    func update(_ text: String) { write(text, always: false) }

    /// Clears the line.
    func finish() {
        if Console.isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    /// At most twenty times a second.
    private func write(_ text: String, always: Bool) {
        guard Console.isTerminal else { return }
        let now = ContinuousClock.now
        let due = last.withLock { last in
            if let before = last, !always, before.duration(to: now) < .milliseconds(50) { return false }
            last = now
            return true
        }
        if due { FileHandle.standardError.write(Data("\r\u{1B}[K\(text.prefix(150))".utf8)) }
    }
}
