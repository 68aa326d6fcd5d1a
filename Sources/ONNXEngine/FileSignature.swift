import Scoring
import Tabular

/// The signature that a loaded file has, and what must be known besides to run it.
struct FileSignature {
    var signature: ModelSignature
    /// Outputs that come as one map per row.
    var mapOutputs: Set<String> = []
    /// The file fixes the batch at one row, so rows are run one by one.
    var oneRowAtATime = false
    /// Outputs that are left out, and why; a sentence each.
    var notes: [String] = []

    /// - Parameter declared: what is known about the model from elsewhere. It says widths that the file leaves open,
    ///   meanings, missing markers, labels, and which outputs are wanted.
    init(of session: ONNXSession, declared: ModelSignature?, path: String) throws(Problem) {
        signature = ModelSignature(inputs: [], outputs: [])
        try readInputs(session, declared)
        try readOutputs(session, declared)
        if let declared { try adopt(declared, path) }
        try measureOpenOutputs(session)
        if signature.outputs.isEmpty {
            throw Problem(
                "\(path) has no output that a column can hold", detail: notes.joined(separator: "\n"),
                hint: "Export the model with tensor outputs.")
        }
    }

    private mutating func readInputs(_ session: ONNXSession, _ declared: ModelSignature?) throws(Problem) {
        if session.inputs.isEmpty { throw Problem("the model takes no inputs, so there is nothing to score") }
        for port in session.inputs {
            guard case .tensor(let number, var sizes) = port.kind else {
                throw Problem("the model's input '\(port.name)' is \(port.words), which no column fills")
            }
            guard let element = TensorElement(onnx: number) else {
                throw Problem(
                    "the model's input '\(port.name)' takes \(elementName(number)) values, which no column has",
                    hint: "Export the model with float inputs.")
            }
            if let known = declared?.inputs.first(where: { $0.name == port.name }) {
                if sizes.isEmpty { sizes = known.shape }
                if sizes.count == 2 && known.shape.count == 2 && sizes[1] < 0 { sizes[1] = known.shape[1] }
            }
            try checkInput(port.name, sizes)
            if sizes[0] == 1 { oneRowAtATime = true }
            signature.inputs.append(ModelInput(name: port.name, element: element, shape: sizes))
        }
    }

    private func checkInput(_ name: String, _ sizes: [Int]) throws(Problem) {
        guard (1...2).contains(sizes.count) else {
            let what = sizes.isEmpty ? "does not say its shape" : "takes tensors of \(sizes.count) dimensions"
            throw Problem(
                "the model's input '\(name)' \(what); rows of a table need one or two",
                hint: "Export the model with inputs of shape [N], [N, 1] or [N, k].")
        }
        if sizes[0] != -1 && sizes[0] != 1 {
            throw Problem(
                "the model's input '\(name)' takes exactly \(sizes[0]) rows at a time",
                hint: "Export the model with a free batch dimension.")
        }
        if sizes.count == 2 && sizes[1] < 1 {
            throw Problem(
                "the model's input '\(name)' does not say how many columns it takes",
                hint: "Export the model with a fixed width, for example [None, 4].")
        }
    }

    private mutating func readOutputs(_ session: ONNXSession, _ declared: ModelSignature?) throws(Problem) {
        for port in session.outputs {
            switch port.kind {
            case .tensor(let number, let sizes):
                guard let element = TensorElement(onnx: number) else {
                    skip(port.name, "it holds \(elementName(number)) values")
                    continue
                }
                if sizes.count > 2 {
                    skip(port.name, "it has \(sizes.count) dimensions")
                    continue
                }
                signature.outputs.append(ModelOutput(name: port.name, element: element, shape: Self.shape(sizes)))
            case .maps(_, let number):
                guard let element = TensorElement(onnx: number), element == .float || element == .double else {
                    skip(port.name, "it maps classes to \(elementName(number)) values")
                    continue
                }
                mapOutputs.insert(port.name)
                signature.outputs.append(ModelOutput(name: port.name, element: element, shape: [-1, Self.open]))
            case .other: skip(port.name, "it is \(port.words)")
            }
        }
    }

    private mutating func skip(_ name: String, _ why: String) {
        notes.append("The output '\(name)' is left out: \(why), which no column holds.")
    }

    /// A width that only a run can tell.
    private static let open = -1

    /// The shape as a batch of rows. A fixed first size is a habit of some exporters and is not meant.
    private static func shape(_ sizes: [Int]) -> [Int] {
        switch sizes.count {
        case 0: [-1, open]
        case 1: sizes[0] > 1 ? [-1, open] : [-1]
        default: [-1, sizes[1] > 0 ? sizes[1] : open]
        }
    }

    /// Takes over what the declared signature adds, after checking that it speaks of this file.
    private mutating func adopt(_ declared: ModelSignature, _ path: String) throws(Problem) {
        var inputs: [ModelInput] = []
        for wanted in declared.inputs {
            guard let own = signature.inputs.first(where: { $0.name == wanted.name }) else {
                throw contradiction(path, "it has no input '\(wanted.name)'")
            }
            if own.element != wanted.element || own.width != wanted.width {
                throw contradiction(
                    path, "its input '\(own.name)' takes \(own.width) \(own.element.rawValue) values a row")
            }
            var input = own
            input.meaning = wanted.meaning
            input.missing = wanted.missing
            inputs.append(input)
        }
        if let forgotten = signature.inputs.first(where: { own in !inputs.contains { $0.name == own.name } }) {
            throw contradiction(path, "it also takes the input '\(forgotten.name)'")
        }
        var outputs: [ModelOutput] = []
        for wanted in declared.outputs {
            guard var output = signature.outputs.first(where: { $0.name == wanted.name }) else {
                throw contradiction(path, "it has no output '\(wanted.name)'")
            }
            let isOpen = output.shape.last == Self.open && output.shape.count == 2
            if output.element != wanted.element || (!isOpen && output.width != wanted.width) {
                throw contradiction(
                    path, "its output '\(output.name)' gives \(output.width) \(output.element.rawValue) values a row")
            }
            if isOpen { output.shape = wanted.shape }
            output.labels = wanted.labels
            outputs.append(output)
        }
        signature = ModelSignature(inputs: inputs, outputs: outputs)
    }

    private func contradiction(_ path: String, _ what: String) -> Problem {
        Problem(
            "\(path) is not the model that its record describes: \(what)",
            hint: "Import the file again under a new version.")
    }

    /// Finds the widths and labels that the file leaves open, by running two rows of zeros and empty strings.
    private mutating func measureOpenOutputs(_ session: ONNXSession) throws(Problem) {
        let open = signature.outputs.indices.filter {
            signature.outputs[$0].shape.last == Self.open && signature.outputs[$0].shape.count == 2
        }
        if open.isEmpty { return }
        let probe = OutputProbe(session: session, inputs: signature.inputs, rows: oneRowAtATime ? 1 : 2)
        var unusable: Set<String> = []
        let names = open.map { signature.outputs[$0].name }
        let found = try probe.measure(names, maps: mapOutputs)
        for (index, measured) in zip(open, found) {
            switch measured {
            case .columns(let shape, let labels):
                signature.outputs[index].shape = shape
                signature.outputs[index].labels = labels
            case .noRows(let why):
                unusable.insert(signature.outputs[index].name)
                skip(signature.outputs[index].name, why)
            }
        }
        signature.outputs.removeAll { unusable.contains($0.name) }
    }
}

extension ONNXPort {
    /// The kind in words.
    var words: String {
        switch kind {
        case .tensor: "a tensor"
        case .maps: "a sequence of maps"
        case .other(let words): words
        }
    }
}
