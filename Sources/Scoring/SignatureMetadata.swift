import Foundation

/// How a signature travels inside a model file, so that a copied file still knows its meanings, missing markers and labels.
extension ModelSignature {
    /// The key of an ONNX file's custom metadata under which the signature is kept.
    public static let metadataKey = "atelier.signature"

    /// The signature as JSON with sorted keys: the same signature gives the same bytes.
    public var metadataValue: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings, integers and enums only: encoding cannot fail.
        let data = (try? encoder.encode(self)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    /// Reads `metadataValue`; nil when the text is not a signature.
    public init?(metadataValue: String) {
        guard let found = try? JSONDecoder().decode(ModelSignature.self, from: Data(metadataValue.utf8)) else {
            return nil
        }
        self = found
    }
}
