import Foundation

/// A JSON value as lines that fold.
struct JSONTree: Sendable, Equatable {
    struct Line: Sendable, Hashable {
        /// The keys and numbers that lead there, joined: what a fold is known by.
        var path: String
        var depth: Int
        /// The key or the number in its parent; empty at the top.
        var label: String
        var text: String
        /// Members of an object or an array; nil for a plain value.
        var count: Int?
    }

    private indirect enum Node: Sendable, Equatable {
        case object([(key: String, value: Node)])
        case array([Node])
        case plain(String)

        static func == (a: Node, b: Node) -> Bool {
            switch (a, b) {
            case (.object(let a), .object(let b)): a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
            case (.array(let a), .array(let b)): a == b
            case (.plain(let a), .plain(let b)): a == b
            default: false
            }
        }
    }

    private let root: Node
    /// Paths of what is folded.
    var folded: Set<String> = []

    /// Reads an object or an array; nil when the text is neither.
    init?(_ text: String) {
        let start = text.first { !$0.isWhitespace }
        guard start == "{" || start == "[",
            let value = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        else { return nil }
        root = Self.node(value)
        // What lies deep is folded at first.
        folded = Set(lines(folding: false).filter { $0.depth >= 3 && $0.count != nil }.map(\.path))
    }

    private static func node(_ value: Any) -> Node {
        switch value {
        case let object as [String: Any]:
            return .object(object.sorted { $0.key < $1.key }.map { ($0.key, node($0.value)) })
        case let array as [Any]: return .array(array.map(node))
        case is NSNull: return .plain("null")
        case let text as String: return .plain(quoted(text))
        case let number as NSNumber:
            // Booleans are numbers to Foundation.
            return .plain(JSONBoolean.text(number) ?? number.stringValue)
        default: return .plain("\(value)")
        }
    }

    private static func quoted(_ text: String) -> String {
        (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    /// The lines in sight.
    var lines: [Line] { lines(folding: true) }

    private func lines(folding: Bool) -> [Line] {
        var found: [Line] = []
        func add(_ node: Node, _ label: String, _ path: String, _ depth: Int) {
            switch node {
            case .plain(let text): found.append(Line(path: path, depth: depth, label: label, text: text))
            case .object(let members):
                found.append(
                    Line(path: path, depth: depth, label: label, text: "{\(members.count)}", count: members.count))
                if folding && folded.contains(path) { return }
                for (key, value) in members { add(value, key, path + "/" + key, depth + 1) }
            case .array(let items):
                found.append(Line(path: path, depth: depth, label: label, text: "[\(items.count)]", count: items.count))
                if folding && folded.contains(path) { return }
                for (index, value) in items.enumerated() { add(value, String(index), path + "/\(index)", depth + 1) }
            }
        }
        add(root, "", "", 0)
        return found
    }

    mutating func foldAll() {
        folded = Set(lines(folding: false).filter { $0.count != nil && $0.depth > 0 }.map(\.path))
    }
    mutating func unfoldAll() { folded = [] }
}

/// Tells a Boolean from a number.
private enum JSONBoolean {
    static func text(_ number: NSNumber) -> String? {
        guard String(cString: number.objCType) == "c" else { return nil }
        return number.boolValue ? "true" : "false"
    }
}
