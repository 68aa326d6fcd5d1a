import Foundation
import Scoring

/// The text of an `MLmodel` file: what MLflow and its tools need to load the folder.
struct MLmodelFile {
    var card: ModelCard
    /// 32 hexadecimal digits.
    var uuid: String
    var created: Date
    var runID: String?

    /// YAML. Strings are written in JSON's quotes, which YAML reads the same way.
    func text() throws -> String {
        var lines = [
            "flavors:",
            "  onnx:",
            "    code: null",
            "    data: model.onnx",
            "    providers:",
            "    - CPUExecutionProvider",
            "  python_function:",
            "    data: model.onnx",
            "    loader_module: mlflow.onnx",
            "model_uuid: \(uuid)",
        ]
        if let runID { lines.append("run_id: \(try RegistryJSON.text(runID))") }
        lines += [
            "signature:",
            "  inputs: \(try Self.quoted(card.signature.inputs.map(TensorSpec.init)))",
            "  outputs: \(try Self.quoted(card.signature.outputs.map(TensorSpec.init)))",
            "  params: null",
            "utc_time_created: '\(Self.time(created))'",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// JSON, as the string that MLflow keeps it in.
    private static func quoted(_ specs: [TensorSpec]) throws -> String {
        try RegistryJSON.text(try RegistryJSON.text(specs))
    }

    /// `2026-01-31 23:59:59.123000`, in UTC.
    private static func time(_ date: Date) -> String {
        let milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded())
        var seconds = time_t((Double(milliseconds) / 1000).rounded(.down))
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return String(
            format: "%04d-%02d-%02d %02d:%02d:%02d.%03d000", Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1,
            Int(parts.tm_mday), Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec),
            milliseconds - Int(seconds) * 1000)
    }
}

/// A tensor as MLflow's signatures describe one; -1 is the batch.
private struct TensorSpec: Encodable {
    struct Spec: Encodable {
        var dtype: String
        var shape: [Int]
    }

    var name: String
    var type = "tensor"
    var tensor: Spec

    enum CodingKeys: String, CodingKey {
        case name, type
        case tensor = "tensor-spec"
    }

    init(_ input: ModelInput) { self.init(input.name, input.element, input.shape) }

    init(_ output: ModelOutput) { self.init(output.name, output.element, output.shape) }

    private init(_ name: String, _ element: TensorElement, _ shape: [Int]) {
        self.name = name
        let dtype =
            switch element {
            case .float: "float32"
            case .double: "float64"
            case .string: "object"
            default: element.rawValue
            }
        tensor = Spec(dtype: dtype, shape: shape)
    }
}
