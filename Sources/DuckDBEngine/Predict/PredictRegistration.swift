import CDuckDB
import Scoring
import Synchronization
import Tabular

/// The model functions of a database.
final class PredictFunctions: Sendable {
    private let functions = Mutex<[String: PredictFunction]>([:])

    /// Registers a function, on a connection of its own: on one with an unfinished result the engine would report
    /// success and then forget it.
    func register(_ function: PredictFunction, core: DatabaseCore) throws(Problem) {
        let session = try Session(core: core)
        let replaced = functions.withLock { functions in
            defer { functions[function.name] = function }
            return functions[function.name]
        }
        if let replaced, replaced.signature != function.signature { replaced.replace() }
        try register(PredictCall(function: function, takesDoubles: false), session)
        // Numbers in SQL are doubles more often than not, and the engine does not narrow them by itself.
        if function.parameters.contains(where: { $0.element == .float }) {
            try register(PredictCall(function: function, takesDoubles: true), session)
        }
    }

    private func register(_ call: PredictCall, _ session: Session) throws(Problem) {
        let function = call.function
        var handle = duckdb_create_scalar_function()
        defer { duckdb_destroy_scalar_function(&handle) }
        duckdb_scalar_function_set_name(handle, function.name)
        for input in function.parameters {
            var type = call.element(of: input).logicalType
            duckdb_scalar_function_add_parameter(handle, type)
            duckdb_destroy_logical_type(&type)
        }
        var type = Self.answerType(of: function.signature)
        duckdb_scalar_function_set_return_type(handle, type)
        duckdb_destroy_logical_type(&type)
        duckdb_scalar_function_set_special_handling(handle)
        duckdb_scalar_function_set_extra_info(handle, Unmanaged.passRetained(call).toOpaque()) { pointer in
            if let pointer { Unmanaged<PredictCall>.fromOpaque(pointer).release() }
        }
        duckdb_scalar_function_set_bind(handle, bindPredict)
        duckdb_scalar_function_set_function(handle, runPredict)
        guard duckdb_register_scalar_function(session.handle, handle) == DuckDBSuccess else {
            throw Problem("cannot make the model \(function.name) a function", hint: "Check its inputs and outputs.")
        }
    }

    private static func answerType(of signature: ModelSignature) -> duckdb_logical_type? {
        var children = signature.outputs.map { output in
            var element = output.element.logicalType
            guard output.width > 1 else { return element }
            defer { duckdb_destroy_logical_type(&element) }
            return duckdb_create_list_type(element)
        }
        defer { for index in children.indices { duckdb_destroy_logical_type(&children[index]) } }
        let names = signature.outputs.map { Array($0.name.utf8CString) }
        let pointers = names.map { name in
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: name.count)
            copy.initialize(from: name, count: name.count)
            return copy
        }
        defer { for pointer in pointers { pointer.deallocate() } }
        var constants = pointers.map { UnsafePointer<CChar>?($0) }
        return duckdb_create_struct_type(&children, &constants, idx_t(children.count))
    }
}

extension TensorElement {
    fileprivate var logicalType: duckdb_logical_type? {
        let id =
            switch self {
            case .float: CDUCK_FLOAT
            case .double: CDUCK_DOUBLE
            case .int8: CDUCK_TINYINT
            case .int16: CDUCK_SMALLINT
            case .int32: CDUCK_INTEGER
            case .int64: CDUCK_BIGINT
            case .uint8: CDUCK_UTINYINT
            case .uint16: CDUCK_USMALLINT
            case .uint32: CDUCK_UINTEGER
            case .uint64: CDUCK_UBIGINT
            case .bool: CDUCK_BOOLEAN
            case .string: CDUCK_VARCHAR
            }
        return duckdb_create_logical_type(Int32(id))
    }
}

/// Remembers for which connection a call is planned, so that its rows are counted there.
private let bindPredict: duckdb_scalar_function_bind_t = { info in
    guard let pointer = duckdb_scalar_function_bind_get_extra_info(info) else { return }
    let call = Unmanaged<PredictCall>.fromOpaque(pointer).takeUnretainedValue()
    var context: duckdb_client_context?
    duckdb_scalar_function_get_client_context(info, &context)
    defer { duckdb_destroy_client_context(&context) }
    let connection = duckdb_client_context_get_connection_id(context)
    guard let tally = call.function.tallies.tally(connection: connection) else { return }
    duckdb_scalar_function_set_bind_data(info, Unmanaged.passRetained(tally).toOpaque()) { pointer in
        if let pointer { Unmanaged<PredictTally>.fromOpaque(pointer).release() }
    }
    duckdb_scalar_function_set_bind_data_copy(info) { pointer in
        pointer.map { Unmanaged<PredictTally>.fromOpaque($0).retain().toOpaque() }
    }
}

private let runPredict: duckdb_scalar_function_t = { info, chunk, output in
    guard let pointer = duckdb_scalar_function_get_extra_info(info) else { return }
    let call = Unmanaged<PredictCall>.fromOpaque(pointer).takeUnretainedValue()
    let tally = duckdb_scalar_function_get_bind_data(info).map {
        Unmanaged<PredictTally>.fromOpaque($0).takeUnretainedValue()
    }
    do throws(Problem) {
        try call.function.run(chunk, into: output, tally: tally, takesDoubles: call.takesDoubles)
    } catch {
        duckdb_scalar_function_set_error(info, error.title)
    }
}
