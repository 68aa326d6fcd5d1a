import Tabular

/// Names a piece of work. Starting work under a name that is in use cancels what ran under it.
struct EffectID: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    let name: String

    init(_ name: String) { self.name = name }
    init(_ name: String, _ number: Int) { self.name = "\(name)#\(number)" }
    init(stringLiteral value: String) { name = value }

    var description: String { name }

    /// The name without the number behind it.
    var kind: String { String(name.prefix { $0 != "#" }) }
}

/// A piece of work as data: what is to be done, comparable, and able to do itself in an `EffectContext`.
///
/// A feature declares its own in its folder:
///
///     struct CountRows: Work {
///         var tab: Int
///         var relation: Relation
///         func run(_ context: EffectContext) async throws -> Action? {
///             .data(.counted(tab, try await context.withConnection(.count) { try await $0.rowCount(of: relation) }))
///         }
///     }
protocol Work: Sendable, Hashable {
    /// Does the work, off the main thread. The action is the result; `context.send` delivers earlier ones.
    func run(_ context: EffectContext) async throws -> Action?
    /// What to tell the reducer when the work failed or was cancelled (`Problem.cancelled`).
    func failure(_ problem: Problem) -> Action?
}

extension Work {
    /// Cancellation is silent, a problem is shown on the message line.
    func failure(_ problem: Problem) -> Action? {
        problem.kind == .interrupted ? nil : .message(Message(problem))
    }

    fileprivate func isEqual(_ other: any Work) -> Bool { (other as? Self) == self }
}

/// What a reducer asks for. Effects are values, so that tests compare them and a recorded session replays.
enum Effect: Sendable, Equatable {
    /// Starts work; work under the same id is cancelled and its late results are dropped.
    case start(EffectID, any Work)
    /// The same, shown as a job: on the top line from everywhere, and asked about when leaving.
    case job(EffectID, title: String, any Work)
    case cancel(EffectID)
    case terminal(TerminalRequest)
    /// Hands another feature an action, at once: how a feature reaches outside itself.
    case action(Action)
    case quit

    static func == (a: Effect, b: Effect) -> Bool {
        switch (a, b) {
        case (.start(let i, let v), .start(let j, let w)): i == j && v.isEqual(w)
        case (.job(let i, let s, let v), .job(let j, let t, let w)): i == j && s == t && v.isEqual(w)
        case (.cancel(let i), .cancel(let j)): i == j
        case (.terminal(let r), .terminal(let s)): r == s
        case (.action(let a), .action(let b)): a == b
        case (.quit, .quit): true
        default: false
        }
    }
}

/// What only the terminal can do.
enum TerminalRequest: Sendable, Hashable {
    case copy(String)
    case suspend
    case repaint
    case mouse(Bool)
    /// Shows a text in the person's editor, or lets them change what is typed in the prompt.
    case edit(EditRequest)
}

/// A text for the person's editor.
struct EditRequest: Sendable, Hashable {
    var text: String
    /// The file's name, whose ending tells the editor what it is.
    var name: String
    /// Where what comes back goes.
    enum Use: Sendable, Hashable { case looking, prompt, script }
    var use = Use.looking
}
