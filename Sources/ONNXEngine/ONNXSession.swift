import CONNXRuntime
import Foundation
import Tabular

/// A model file, loaded. ONNX Runtime allows several threads to run one session: that is why it may be shared.
final class ONNXSession: @unchecked Sendable {
    let library: ONNXLibrary
    let handle: OpaquePointer
    let inputs: [ONNXPort]
    let outputs: [ONNXPort]

    /// Loads a model: each run uses the calling thread only, and nothing is printed.
    convenience init(path: String, library: ONNXLibrary) throws(Problem) {
        try Self.checkFile(path)
        try self.init(library: library, path: path) {
            ort_create_session(library.api, library.environment, path, $0, $1)
        }
    }

    /// Loads a part of a model.
    convenience init(bytes: [UInt8], library: ONNXLibrary) throws(Problem) {
        try self.init(library: library, path: "a part of the model") {
            ort_create_session_from_bytes(library.api, library.environment, bytes, bytes.count, $0, $1)
        }
    }

    private init(
        library: ONNXLibrary, path: String,
        create: (OpaquePointer, UnsafeMutablePointer<OpaquePointer?>) -> OpaquePointer?
    ) throws(Problem) {
        let api = library.api
        let options = try library.make("ONNX Runtime does not start") { ort_create_session_options(api, $0) }
        defer { ort_release_session_options(api, options) }
        try library.check(ort_set_log_severity(api, options, 4), "ONNX Runtime does not start")
        try library.check(ort_set_intra_op_threads(api, options, 1), "ONNX Runtime does not start")
        try library.check(ort_set_inter_op_threads(api, options, 1), "ONNX Runtime does not start")
        try library.check(
            ort_add_config_entry(api, options, "session.intra_op.allow_spinning", "0"), "ONNX Runtime does not start")

        var session: OpaquePointer?
        if let failure = ONNXFailure(create(options, &session), api: api) {
            throw Self.problem(failure, path: path)
        }
        guard let session else { throw Problem("cannot load the model \(path)") }
        do throws(Problem) {
            inputs = try ONNXPort.inputs(of: session, library: library)
            outputs = try ONNXPort.outputs(of: session, library: library)
        } catch {
            ort_release_session(api, session)
            throw error
        }
        self.library = library
        handle = session
    }

    deinit { ort_release_session(library.api, handle) }

    private static func checkFile(_ path: String) throws(Problem) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Problem("cannot read the model \(path): no such file")
        }
        if isFolder.boolValue {
            throw Problem("cannot read the model \(path): it is a folder", hint: "Name the .onnx file in it.")
        }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw Problem("cannot read the model \(path): permission denied")
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        if size == 0 { throw Problem("\(path) is no ONNX model: the file is empty") }
    }

    private static func problem(_ failure: ONNXFailure, path: String) -> Problem {
        let said = failure.message
        if said.lowercased().contains("external data") || said.contains("External initializer") {
            return Problem(
                "\(path) keeps its weights in another file, which cannot be read", detail: said,
                hint: "Put that file beside the model, or save the model as one file.")
        }
        switch failure.code {
        case .badProtobuf:
            return Problem(
                "\(path) is no ONNX model, or only a part of one", detail: said,
                hint: "Export or copy the file again.")
        case .notImplemented:
            return Problem(
                "ONNX Runtime knows no way to run a step of \(path)", detail: said,
                hint: "Export the model with standard operators only.")
        default:
            return Problem("ONNX Runtime refuses \(path)", detail: said, hint: "Export the model again and compare.")
        }
    }
}
