import CDuckDB
import Tabular

/// A column's type, read from the engine once, with all that is needed to name it and to read its values.
indirect enum LogicalType {
    typealias Field = (name: String, type: LogicalType)

    /// A type that its id says everything about; the alias is the name of a type built on it, such as JSON.
    case plain(id: Int, alias: String?)
    /// `storage` is the id of the integer type that holds the digits.
    case decimal(width: Int, scale: Int, storage: Int)
    /// `storage` is the id of the unsigned type that holds the codes.
    case enumeration(values: [String], storage: Int)
    case list(LogicalType)
    case array(LogicalType, size: Int)
    case structure([Field])
    case map(key: LogicalType, value: LogicalType)
    case union([Field])

    /// Reads a type and destroys its handle.
    init(_ handle: duckdb_logical_type?) {
        var handle = handle
        defer { duckdb_destroy_logical_type(&handle) }
        let id = Int(duckdb_get_type_id(handle))
        switch id {
        case CDUCK_DECIMAL:
            self = .decimal(
                width: Int(duckdb_decimal_width(handle)), scale: Int(duckdb_decimal_scale(handle)),
                storage: Int(duckdb_decimal_internal_type(handle)))
        case CDUCK_ENUM:
            let values = (0..<duckdb_enum_dictionary_size(handle)).map {
                Self.take(duckdb_enum_dictionary_value(handle, idx_t($0)))
            }
            self = .enumeration(values: values, storage: Int(duckdb_enum_internal_type(handle)))
        case CDUCK_LIST: self = .list(LogicalType(duckdb_list_type_child_type(handle)))
        case CDUCK_ARRAY:
            self = .array(
                LogicalType(duckdb_array_type_child_type(handle)), size: Int(duckdb_array_type_array_size(handle)))
        case CDUCK_MAP:
            self = .map(
                key: LogicalType(duckdb_map_type_key_type(handle)),
                value: LogicalType(duckdb_map_type_value_type(handle)))
        case CDUCK_STRUCT:
            self = .structure(
                (0..<duckdb_struct_type_child_count(handle)).map {
                    (
                        Self.take(duckdb_struct_type_child_name(handle, $0)),
                        LogicalType(duckdb_struct_type_child_type(handle, $0))
                    )
                })
        case CDUCK_UNION:
            self = .union(
                (0..<duckdb_union_type_member_count(handle)).map {
                    (
                        Self.take(duckdb_union_type_member_name(handle, $0)),
                        LogicalType(duckdb_union_type_member_type(handle, $0))
                    )
                })
        default:
            let alias = duckdb_logical_type_get_alias(handle).map { Self.take($0) }
            self = .plain(id: id, alias: alias.flatMap { $0.isEmpty ? nil : $0 })
        }
    }

    /// Copies a string that the engine allocated, and frees it.
    private static func take(_ text: UnsafeMutablePointer<CChar>?) -> String {
        guard let text else { return "" }
        defer { duckdb_free(text) }
        return String(cString: text)
    }

    /// Types whose memory layout is the engine's secret: a query casts them to text before they are read.
    var needsCast: Bool {
        switch self {
        case .plain(let id, _): id == CDUCK_GEOMETRY || id == CDUCK_VARIANT || id == CDUCK_BIGNUM
        case .decimal, .enumeration: false
        case .list(let child), .array(let child, _): child.needsCast
        case .map(let key, let value): key.needsCast || value.needsCast
        case .structure(let fields), .union(let fields): fields.contains { $0.type.needsCast }
        }
    }
}

extension LogicalType {
    var columnType: ColumnType { ColumnType(kind, name) }

    private static let plainTypes: [Int: (ColumnType.Kind, String)] = [
        CDUCK_BOOLEAN: (.boolean, "BOOLEAN"), CDUCK_TINYINT: (.integer, "TINYINT"),
        CDUCK_SMALLINT: (.integer, "SMALLINT"), CDUCK_INTEGER: (.integer, "INTEGER"),
        CDUCK_BIGINT: (.integer, "BIGINT"), CDUCK_HUGEINT: (.integer, "HUGEINT"),
        CDUCK_UTINYINT: (.integer, "UTINYINT"), CDUCK_USMALLINT: (.integer, "USMALLINT"),
        CDUCK_UINTEGER: (.integer, "UINTEGER"), CDUCK_UBIGINT: (.integer, "UBIGINT"),
        CDUCK_UHUGEINT: (.integer, "UHUGEINT"), CDUCK_BIGNUM: (.integer, "BIGNUM"),
        CDUCK_FLOAT: (.real, "FLOAT"), CDUCK_DOUBLE: (.real, "DOUBLE"),
        CDUCK_TIMESTAMP: (.timestamp, "TIMESTAMP"), CDUCK_TIMESTAMP_S: (.timestamp, "TIMESTAMP_S"),
        CDUCK_TIMESTAMP_MS: (.timestamp, "TIMESTAMP_MS"), CDUCK_TIMESTAMP_NS: (.timestamp, "TIMESTAMP_NS"),
        CDUCK_TIMESTAMP_TZ: (.timestamp, "TIMESTAMP WITH TIME ZONE"),
        CDUCK_DATE: (.date, "DATE"), CDUCK_TIME: (.time, "TIME"), CDUCK_TIME_NS: (.time, "TIME_NS"),
        CDUCK_TIME_TZ: (.time, "TIME WITH TIME ZONE"), CDUCK_INTERVAL: (.interval, "INTERVAL"),
        CDUCK_VARCHAR: (.text, "VARCHAR"), CDUCK_UUID: (.text, "UUID"),
        CDUCK_BLOB: (.binary, "BLOB"), CDUCK_BIT: (.other, "BIT"), CDUCK_GEOMETRY: (.other, "GEOMETRY"),
        CDUCK_VARIANT: (.nested, "VARIANT"), CDUCK_SQLNULL: (.other, "\"NULL\""),
    ]

    private var kind: ColumnType.Kind {
        switch self {
        case .plain(let id, let alias): alias == "JSON" ? .nested : Self.plainTypes[id]?.0 ?? .other
        case .decimal: .decimal
        case .enumeration: .text
        case .list, .array, .structure, .map, .union: .nested
        }
    }

    /// The name in SQL, with the types of fields and elements.
    var name: String {
        switch self {
        case .plain(let id, let alias): alias ?? Self.plainTypes[id]?.1 ?? "UNKNOWN"
        case .decimal(let width, let scale, _): "DECIMAL(\(width),\(scale))"
        case .enumeration(let values, _): "ENUM(" + values.map(SQL.literal).joined(separator: ", ") + ")"
        case .list(let child): child.name + "[]"
        case .array(let child, let size): "\(child.name)[\(size)]"
        case .structure(let fields): "STRUCT(" + Self.list(fields) + ")"
        case .map(let key, let value): "MAP(\(key.name), \(value.name))"
        case .union(let fields): "UNION(" + Self.list(fields) + ")"
        }
    }

    private static func list(_ fields: [Field]) -> String {
        fields.map { SQL.identifier($0.name) + " " + $0.type.name }.joined(separator: ", ")
    }
}
