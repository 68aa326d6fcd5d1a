/// What a statement becomes: things to be done by the engine, in order.
public enum EngineAction: Sendable, Hashable {
    /// A query whose rows are for the person.
    case show(String)
    /// A statement; its count of rows is what @@ROWCOUNT tells.
    case change(String)
    /// A statement that counts nothing: definitions, variables.
    case run(String)
    /// A folder that a file will be written into; it must be empty or not there yet.
    case prepareFolder(String)

    /// The SQL, or a remark that says what is done.
    public var text: String {
        switch self {
        case .show(let sql), .change(let sql), .run(let sql): sql + ";"
        case .prepareFolder(let path): "-- a new folder: \(path)"
        }
    }
}

/// The schema and table that keep what the engine has no place for: data sources, file formats, procedures.
enum ObjectStore {
    static let relation = "tsql.objects"
    static let create = [
        "CREATE SCHEMA IF NOT EXISTS tsql",
        "CREATE TABLE IF NOT EXISTS tsql.objects (kind VARCHAR, schema_name VARCHAR, name VARCHAR, definition VARCHAR)",
    ]
}
