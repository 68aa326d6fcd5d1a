import CONNXRuntime
public import Scoring
public import Tabular

/// Loads `.onnx` files with ONNX Runtime, which is opened on first use.
public struct ONNXScorerLoader: ScorerLoader {
    public init() {}

    public func signature(ofModelAt path: String) throws(Problem) -> ModelSignature {
        try describe(modelAt: path).signature
    }

    public func load(modelAt path: String, signature: ModelSignature?) throws(Problem) -> any BatchScorer {
        let session = try ONNXSession(path: path, library: .shared())
        if let signature {
            return ONNXScorer(
                session: session, file: try FileSignature(of: session, declared: signature, path: path), path: path)
        }
        return ONNXScorer(session: session, file: try read(session, path).file, path: path)
    }

    /// Reads what a file says about itself. Throws a `Problem` when it is no usable model.
    public func describe(modelAt path: String) throws(Problem) -> ModelFileDescription {
        let session = try ONNXSession(path: path, library: .shared())
        let (file, metadata) = try read(session, path)
        return ModelFileDescription(
            signature: file.signature, producer: metadata.producer, summary: metadata.summary, notes: file.notes)
    }

    /// The signature of the file, with what its metadata adds where that agrees with the graph.
    private func read(
        _ session: ONNXSession, _ path: String
    ) throws(Problem) -> (file: FileSignature, metadata: FileMetadata) {
        let metadata = try FileMetadata(of: session)
        if let kept = metadata.signature {
            if let file = try? FileSignature(of: session, declared: kept, path: path) { return (file, metadata) }
            var file = try FileSignature(of: session, declared: nil, path: path)
            file.notes.append("The signature kept in the file does not match its graph; the graph's is used.")
            return (file, metadata)
        }
        return (try FileSignature(of: session, declared: nil, path: path), metadata)
    }
}

/// What the file's header says.
private struct FileMetadata {
    var producer = ""
    var summary = ""
    var signature: ModelSignature?

    init(of session: ONNXSession) throws(Problem) {
        let library = session.library
        let api = library.api
        let metadata = try library.make("cannot read the model's metadata") {
            ort_model_metadata(api, session.handle, $0)
        }
        defer { ort_release_metadata(api, metadata) }
        producer = library.text { ort_producer(api, metadata, library.allocator, $0) } ?? ""
        summary = library.text { ort_description(api, metadata, library.allocator, $0) } ?? ""
        signature = library.text {
            ort_metadata_value(api, metadata, library.allocator, ModelSignature.metadataKey, $0)
        }.flatMap { ModelSignature(metadataValue: $0) }
    }
}
