import CDuckDB
import Foundation
import Tabular

/// A file from elsewhere, copied to the session's scratch folder piece by piece.
struct RemoteCopy {
    let session: Session
    private static let piece = 1 << 20

    /// - Returns: the path of the copy, which keeps the name's endings.
    func copy(_ address: String) throws(Problem) -> String {
        // The engine looks up its secrets inside a transaction.
        try session.inTransaction { () throws(Problem) in try fetch(address) }
    }

    private func fetch(_ address: String) throws(Problem) -> String {
        var context: duckdb_client_context?
        duckdb_connection_get_client_context(session.handle, &context)
        defer { duckdb_destroy_client_context(&context) }
        var files = duckdb_client_context_get_file_system(context)
        defer { duckdb_destroy_file_system(&files) }
        var options = duckdb_create_file_open_options()
        defer { duckdb_destroy_file_open_options(&options) }
        duckdb_file_open_options_set_flag(options, Int32(CDUCK_FILE_READ), true)
        var file: duckdb_file_handle?
        guard duckdb_file_system_open(files, address, options, &file) == DuckDBSuccess else {
            throw Self.problem(duckdb_file_system_error_data(files))
        }
        defer { duckdb_destroy_file_handle(&file) }
        let path = try session.core.scratch.file(UUID().uuidString + "-" + Self.name(of: address))
        do throws(Problem) {
            try write(file, to: path)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
        return path
    }

    private func write(_ file: duckdb_file_handle?, to path: String) throws(Problem) {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let copy = FileHandle(forWritingAtPath: path)
        else { throw Problem("cannot write \(path)", hint: "Make room in the temporary folder.") }
        defer { try? copy.close() }
        var data = Data(count: Self.piece)
        while true {
            try session.check()
            let count = data.withUnsafeMutableBytes {
                duckdb_file_handle_read(file, $0.baseAddress, Int64(Self.piece))
            }
            if count == 0 { return }
            guard count > 0 else { throw Self.problem(duckdb_file_handle_error_data(file)) }
            do {
                try copy.write(contentsOf: data.prefix(Int(count)))
            } catch {
                throw Problem(
                    "cannot write \(path)", detail: error.localizedDescription,
                    hint: "Make room in the temporary folder.")
            }
        }
    }

    /// The last part of an address, in characters that any file may have.
    private static func name(of address: String) -> String {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        let last = path.split(separator: "/").last.map(String.init) ?? "file"
        return String((last.removingPercentEncoding ?? last).map { "/\0\n*?[".contains($0) ? "_" : $0 }.suffix(80))
    }

    private static func problem(_ data: duckdb_error_data?) -> Problem {
        var data = data
        defer { duckdb_destroy_error_data(&data) }
        return EngineError.problem(duckdb_error_data_message(data).map { String(cString: $0) } ?? "")
    }
}
