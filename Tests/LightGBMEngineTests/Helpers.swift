import Foundation
import Learning
import Synchronization
import Tabular

/// Values from callbacks of other threads.
final class Collected<Value: Sendable>: Sendable {
    private let storage = Mutex<[Value]>([])

    func append(_ value: Value) { storage.withLock { $0.append(value) } }

    var values: [Value] { storage.withLock { $0 } }
}

/// Whether two numbers agree relative to the larger.
func close(_ first: Double, _ second: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(first - second) <= tolerance * max(1e-300, abs(first), abs(second))
}

extension LabelledRows {
    /// Some of the rows, in a matrix of their own.
    func slice(_ rows: Range<Int>, capacity: Int? = nil) -> LabelledRows {
        let part = NumericMatrix(
            columnCount: features.columnCount, capacity: capacity ?? rows.count, precision: features.precision)
        for (target, source) in rows.enumerated() {
            for column in 0..<features.columnCount { part[target, column] = features[source, column] }
        }
        part.advance(by: rows.count)
        return LabelledRows(features: part, labels: Array(labels[rows]))
    }
}

extension Array {
    func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}

enum Captured {
    /// What an operation, and whatever else runs meanwhile, writes to standard output and error. It is passed on
    /// afterwards.
    static func output(_ operation: () async throws -> Void) async throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        let target = open(file.path, O_RDWR | O_CREAT, 0o600)
        fflush(nil)
        let saved = [dup(1), dup(2)]
        dup2(target, 1)
        dup2(target, 2)
        defer { try? FileManager.default.removeItem(at: file) }
        let result: Result<Void, any Error>
        do {
            result = .success(try await operation())
        } catch {
            result = .failure(error)
        }
        fflush(nil)
        dup2(saved[0], 1)
        dup2(saved[1], 2)
        for descriptor in saved + [target] { close(descriptor) }
        let text = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        FileHandle.standardError.write(Data(text.utf8))
        try result.get()
        return text
    }
}
