/// What a model file says about itself.
public struct ModelFileDescription: Sendable, Hashable, Codable {
    public var signature: ModelSignature
    /// The program that wrote the file, for example "skl2onnx"; empty when the file does not say.
    public var producer: String
    /// The author's own words about the model; often empty.
    public var summary: String
    /// What is left out of the signature, and why; a sentence each.
    public var notes: [String]

    public init(signature: ModelSignature, producer: String = "", summary: String = "", notes: [String] = []) {
        self.signature = signature
        self.producer = producer
        self.summary = summary
        self.notes = notes
    }
}
