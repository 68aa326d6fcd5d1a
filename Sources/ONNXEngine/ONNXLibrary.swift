import CONNXRuntime
import Foundation
public import Tabular

/// The ONNX Runtime library, opened once, when a model is first needed.
///
/// The pointers are written once and ONNX Runtime allows their use from every thread: that is why it may be shared.
public final class ONNXLibrary: @unchecked Sendable {
    /// Its release, for example "1.32.0".
    public let version: String
    /// The file that was loaded.
    public let path: String

    let api: OpaquePointer
    let environment: OpaquePointer
    let memory: OpaquePointer
    let allocator: OpaquePointer

    /// The name that ONNX Runtime's releases are found by.
    static let fileName = "libonnxruntime.so.1"

    private static let opened: Result<ONNXLibrary, Problem> = Result { () throws(Problem) in
        try ONNXLibrary(candidates: candidates())
    }

    /// The library of this process. Throws a `Problem` that says how to get it when it is missing or too old.
    public static func shared() throws(Problem) -> ONNXLibrary { try opened.get() }

    /// Where it is looked for: the folder that `ATELIER_NATIVE` names, beside the executable, the linker's own ways.
    static func candidates(environment: [String: String] = ProcessInfo.processInfo.environment) -> [String] {
        var folders: [String] = []
        if let named = environment["ATELIER_NATIVE"], !named.isEmpty { folders.append(named) }
        if let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            folders.append((executable as NSString).deletingLastPathComponent)
        }
        let files = folders.map { $0 + "/" + fileName }.filter { FileManager.default.fileExists(atPath: $0) }
        return files + [fileName]
    }

    /// Opens the first candidate that fits. A file that exists but does not fit is named in the problem.
    init(candidates: [String]) throws(Problem) {
        var refusals: [String] = []
        for candidate in candidates {
            switch Opening(candidate) {
            case .opened(let api, let version, let path):
                self.api = api
                self.version = version
                self.path = path
                environment = try Self.make(api) { ort_create_quiet_env(api, $0) }
                memory = try Self.make(api) { ort_create_cpu_memory_info(api, $0) }
                allocator = try Self.make(api) { ort_default_allocator(api, $0) }
                return
            case .refused(let why): refusals.append(why)
            }
        }
        throw Problem(
            "ONNX Runtime, which runs the models, cannot be loaded", detail: refusals.joined(separator: "\n"),
            hint: "Run 'make setup', or set ATELIER_NATIVE to the folder that holds \(Self.fileName); "
                + "'atelier doctor' shows what is found.")
    }

    private static func make(
        _ api: OpaquePointer, _ create: (UnsafeMutablePointer<OpaquePointer?>) -> OpaquePointer?
    ) throws(Problem) -> OpaquePointer {
        var made: OpaquePointer?
        if let failure = ONNXFailure(create(&made), api: api) {
            throw Problem("ONNX Runtime does not start", detail: failure.message)
        }
        guard let made else { throw Problem("ONNX Runtime does not start") }
        return made
    }
}

/// What trying one file came to.
private enum Opening {
    case opened(api: OpaquePointer, version: String, path: String)
    case refused(String)

    init(_ file: String) {
        let size = 1024
        var api: OpaquePointer?
        var version = [CChar](repeating: 0, count: size)
        var message = version
        var path = version
        let outcome = ort_open(file, &api, &version, &message, &path, size)
        switch outcome {
        case ORT_NOT_FOUND: self = .refused(text(message))
        case ORT_TOO_OLD: self = .refused("\(text(path)) is release \(text(version)); 1.21 or newer is needed")
        default:
            if let api, outcome == ORT_OPENED {
                self = .opened(api: api, version: text(version), path: text(path))
            } else {
                self = .refused("\(file) is not ONNX Runtime")
            }
        }
    }
}

private func text(_ bytes: [CChar]) -> String {
    String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
