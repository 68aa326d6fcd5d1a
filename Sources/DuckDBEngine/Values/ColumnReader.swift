import CDuckDB

/// Reads the values of one vector as text.
struct ColumnReader {
    let type: LogicalType
    let vector: Vector
    /// Readers of the fields, elements, or key and value.
    let children: [ColumnReader]

    /// The value of a row as a person reads it: shortest decimal form of floats, ISO dates and times (UTC),
    /// blobs as text with `\xAB` escapes, nested values in the manner of JSON. nil is NULL.
    func text(at row: Int) -> String? {
        guard vector.isValid(row) else { return nil }
        switch type {
        case .plain(let id, _): return plainText(id, row)
        case .decimal(_, let scale, let storage):
            return integer(storage, row).map { NumberText.decimal($0, scale: scale) }
        case .enumeration(let values, let storage):
            guard let code = integer(storage, row), code >= 0, code < values.count else { return nil }
            return values[Int(code)]
        default: return nestedText(row)
        }
    }

    private func plainText(_ id: Int, _ row: Int) -> String? {
        switch id {
        case CDUCK_BOOLEAN: return vector.load(row, as: UInt8.self).map { $0 != 0 ? "true" : "false" }
        case CDUCK_FLOAT: return vector.load(row, as: Float.self).map { NumberText.real($0) }
        case CDUCK_DOUBLE: return vector.load(row, as: Double.self).map { NumberText.real($0) }
        case CDUCK_UHUGEINT: return vector.load(row, as: UInt128.self).map { String($0) }
        case CDUCK_VARCHAR: return vector.string(row)
        case CDUCK_BLOB: return BinaryText.blob(vector.bytes(row))
        case CDUCK_BIT: return BinaryText.bits(vector.bytes(row))
        case CDUCK_UUID: return vector.load(row, as: UInt128.self).map { BinaryText.uuid($0 ^ (1 << 127)) }
        case CDUCK_INTERVAL:
            return vector.load(row, as: TimeText.Interval.self).map { TimeText.interval($0) }
        case CDUCK_DATE: return vector.load(row, as: Int32.self).map { TimeText.date(days: $0) }
        case CDUCK_TIME: return vector.load(row, as: Int64.self).map { TimeText.time($0, perSecond: 1_000_000) }
        case CDUCK_TIME_NS: return vector.load(row, as: Int64.self).map { TimeText.time($0, perSecond: 1_000_000_000) }
        case CDUCK_TIME_TZ: return vector.load(row, as: UInt64.self).map { TimeText.timeWithZone($0) }
        case CDUCK_TIMESTAMP: return timestamp(row, perSecond: 1_000_000)
        case CDUCK_TIMESTAMP_TZ: return timestamp(row, perSecond: 1_000_000, zone: "+00")
        case CDUCK_TIMESTAMP_S: return timestamp(row, perSecond: 1)
        case CDUCK_TIMESTAMP_MS: return timestamp(row, perSecond: 1000)
        case CDUCK_TIMESTAMP_NS: return timestamp(row, perSecond: 1_000_000_000)
        case CDUCK_SQLNULL: return nil
        default: return integer(id, row).map { String($0) }
        }
    }

    private func timestamp(_ row: Int, perSecond: Int64, zone: String = "") -> String? {
        vector.load(row, as: Int64.self).map { TimeText.timestamp($0, perSecond: perSecond, zone: zone) }
    }

    /// The value of any integer type up to 128 bits signed.
    func integer(_ id: Int, _ row: Int) -> Int128? {
        switch id {
        case CDUCK_TINYINT: vector.load(row, as: Int8.self).map { Int128($0) }
        case CDUCK_SMALLINT: vector.load(row, as: Int16.self).map { Int128($0) }
        case CDUCK_INTEGER: vector.load(row, as: Int32.self).map { Int128($0) }
        case CDUCK_BIGINT: vector.load(row, as: Int64.self).map { Int128($0) }
        case CDUCK_UTINYINT: vector.load(row, as: UInt8.self).map { Int128($0) }
        case CDUCK_USMALLINT: vector.load(row, as: UInt16.self).map { Int128($0) }
        case CDUCK_UINTEGER: vector.load(row, as: UInt32.self).map { Int128($0) }
        case CDUCK_UBIGINT: vector.load(row, as: UInt64.self).map { Int128($0) }
        case CDUCK_HUGEINT: vector.load(row, as: Int128.self)
        default: nil
        }
    }
}

extension LogicalType {
    /// A reader of a vector of this type.
    func reader(of vector: Vector) -> ColumnReader {
        let children: [ColumnReader] =
            switch self {
            case .plain, .decimal, .enumeration: []
            case .list(let child): [child.reader(of: vector.listChild)]
            case .array(let child, _): [child.reader(of: vector.arrayChild)]
            case .structure(let fields):
                fields.enumerated().map { $1.type.reader(of: vector.child($0)) }
            case .map(let key, let value):
                [key.reader(of: vector.listChild.child(0)), value.reader(of: vector.listChild.child(1))]
            case .union(let fields):
                fields.enumerated().map { $1.type.reader(of: vector.child($0 + 1)) }
            }
        return ColumnReader(type: self, vector: vector, children: children)
    }
}
