import Foundation
public import Tabular

/// How the engine goes about a statement, from `EXPLAIN (FORMAT json)` or `EXPLAIN (ANALYZE, FORMAT json)`.
public struct QueryPlan: Sendable, Hashable {
    public struct Node: Sendable, Hashable {
        public var name: String
        /// What it works on: tables, conditions, columns.
        public var details: [String]
        /// Steps from the root.
        public var depth: Int
        /// Rows that came out of it; an estimate when the statement did not run.
        public var rows: Int?
        public var isEstimate: Bool
        /// Seconds spent in it, over all threads; nil when the statement did not run.
        public var seconds: Double?
    }

    /// In the order of a tree that is read from the top.
    public var nodes: [Node] = []
    /// Seconds from start to end; nil when the statement did not run.
    public var seconds: Double?

    /// - Throws: a problem when the text is not what the engine writes.
    public init(json: String) throws(Problem) {
        guard let value = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else {
            throw Problem("the engine's plan cannot be read", detail: String(json.prefix(400)))
        }
        if let root = value as? [String: Any] {
            seconds = (root["latency"] as? NSNumber)?.doubleValue
            for child in root["children"] as? [[String: Any]] ?? [] { add(child, depth: 0) }
        } else {
            for child in value as? [[String: Any]] ?? [] { add(child, depth: 0) }
        }
        // The explaining itself is no part of the plan.
        if nodes.first?.name == "EXPLAIN_ANALYZE" {
            nodes.removeFirst()
            for index in nodes.indices { nodes[index].depth -= 1 }
        }
    }

    private mutating func add(_ node: [String: Any], depth: Int) {
        let extra = node["extra_info"] as? [String: Any] ?? [:]
        let name = (node["operator_name"] ?? node["name"]) as? String ?? "?"
        let actual = (node["operator_cardinality"] as? NSNumber)?.intValue
        let estimate = (extra["Estimated Cardinality"] as? String).flatMap { Int($0) }
        let details = extra.filter { $0.key != "Estimated Cardinality" && $0.key != "Delim Index" }.sorted {
            $0.key < $1.key
        }
        .map { "\($0.key): \(Self.text($0.value))" }
        nodes.append(
            Node(
                name: name.trimmingCharacters(in: .whitespaces), details: details, depth: depth,
                rows: actual ?? estimate, isEstimate: actual == nil,
                seconds: (node["operator_timing"] as? NSNumber)?.doubleValue))
        for child in node["children"] as? [[String: Any]] ?? [] { add(child, depth: depth + 1) }
    }

    private static func text(_ value: Any) -> String {
        if let list = value as? [Any] { return list.map(text).joined(separator: ", ") }
        return (value as? String ?? "\(value)").replacing("\n", with: ", ")
    }
}
