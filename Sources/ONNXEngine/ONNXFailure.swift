import CONNXRuntime
import Tabular

/// What ONNX Runtime says when a call fails.
struct ONNXFailure: Error {
    /// The codes that mean something to a person.
    enum Code: Int32 {
        case other = 1
        case invalidArgument = 2
        case noSuchFile = 3
        case badProtobuf = 7
        case notImplemented = 9
        case invalidGraph = 10
    }

    var code: Code
    var message: String

    /// Reads and releases a status; nil when the call went well.
    init?(_ status: OpaquePointer?, api: OpaquePointer) {
        guard let status else { return nil }
        code = Code(rawValue: ort_error_code(api, status)) ?? .other
        message = ort_error_message(api, status).map { String(cString: $0) } ?? ""
        ort_release_status(api, status)
    }
}

extension ONNXLibrary {
    /// Throws what a status says, under a title that names what was being done.
    func check(_ status: OpaquePointer?, _ title: @autoclosure () -> String) throws(Problem) {
        guard let failure = ONNXFailure(status, api: api) else { return }
        throw Problem(title(), detail: failure.message)
    }

    /// The object that a call creates.
    func make(
        _ title: @autoclosure () -> String, _ create: (UnsafeMutablePointer<OpaquePointer?>) -> OpaquePointer?
    ) throws(Problem) -> OpaquePointer {
        var made: OpaquePointer?
        try check(create(&made), title())
        guard let made else { throw Problem(title(), detail: "ONNX Runtime gave nothing") }
        return made
    }

    /// A text that the library allocated; nil when there is none.
    func text(
        _ get: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> OpaquePointer?
    ) -> String? {
        var bytes: UnsafeMutablePointer<CChar>?
        if ONNXFailure(get(&bytes), api: api) != nil { return nil }
        guard let bytes else { return nil }
        defer { ort_free(api, allocator, bytes) }
        return String(cString: bytes)
    }
}
