import CDuckDB

/// One column of a chunk: where its values are, and which of them are valid.
struct Vector {
    let handle: duckdb_vector?
    let data: UnsafeMutableRawPointer?
    let validity: UnsafeMutablePointer<UInt64>?

    init(_ handle: duckdb_vector?) {
        self.handle = handle
        data = duckdb_vector_get_data(handle)
        validity = duckdb_vector_get_validity(handle)
    }

    func isValid(_ row: Int) -> Bool {
        guard let validity else { return true }
        return validity[row >> 6] & (1 << UInt64(row & 63)) != 0
    }

    func load<T>(_ row: Int, as type: T.Type) -> T? {
        data?.assumingMemoryBound(to: type)[row]
    }

    /// The bytes of a string or blob, in the vector's memory.
    func bytes(_ row: Int) -> UnsafeRawBufferPointer {
        guard let data else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return Self.bytes(of: data + row * 16)
    }

    /// A string's 16 bytes: a length, then either up to 12 bytes in place or 4 and a pointer.
    static func bytes(of entry: UnsafeMutableRawPointer) -> UnsafeRawBufferPointer {
        let length = Int(entry.load(as: UInt32.self))
        if length <= 12 { return UnsafeRawBufferPointer(start: entry + 4, count: length) }
        return UnsafeRawBufferPointer(start: entry.load(fromByteOffset: 8, as: UnsafeRawPointer?.self), count: length)
    }

    func string(_ row: Int) -> String { String(decoding: bytes(row), as: UTF8.self) }

    /// The vector of a STRUCT's or UNION's field.
    func child(_ index: Int) -> Vector { Vector(duckdb_struct_vector_get_child(handle, idx_t(index))) }

    /// The vector that all elements of a LIST or MAP column are in.
    var listChild: Vector { Vector(duckdb_list_vector_get_child(handle)) }

    /// The vector that all elements of an ARRAY column are in.
    var arrayChild: Vector { Vector(duckdb_array_vector_get_child(handle)) }
}
