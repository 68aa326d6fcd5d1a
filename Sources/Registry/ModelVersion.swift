public import Foundation
public import Scoring

/// A version of a model, as the registry keeps it.
public struct ModelVersion: Sendable, Hashable, Codable {
    public var name: String
    public var version: Int
    public var created: Date
    public var card: ModelCard
    /// Aliases that point here, sorted.
    public var aliases: [String]
    /// The run that made it, if a run did.
    public var runID: String?
    /// The file to load.
    public var modelPath: String

    public init(
        name: String, version: Int, created: Date, card: ModelCard, aliases: [String] = [], runID: String? = nil,
        modelPath: String
    ) {
        self.name = name
        self.version = version
        self.created = created
        self.card = card
        self.aliases = aliases
        self.runID = runID
        self.modelPath = modelPath
    }

    /// `name:version`.
    public var id: String { "\(name):\(version)" }
}

/// All that is known about a model besides its bytes. Kept as `card.json` beside them.
public struct ModelCard: Sendable, Hashable, Codable {
    public var signature: ModelSignature
    /// `binary`, `multiclass`, `regression`, or empty for imported models.
    public var task: String
    public var target: String
    /// Who trained it: "LightGBM 4.7.0", or the producer named in an imported file.
    public var framework: String
    /// Metrics on held-out rows, by name; `baseline.<name>` is what a constant prediction gets.
    public var metrics: [String: Double]
    public var parameters: [String: String]
    public var data: DataSeen?
    public var trainingSeconds: Double?
    /// Agreement of the exported graph with its trainer; nil for imported models.
    public var agreement: Agreement?
    public var evaluation: Evaluation?
    /// Remarks worth keeping, a sentence each.
    public var notes: [String]

    public init(
        signature: ModelSignature, task: String = "", target: String = "", framework: String = "",
        metrics: [String: Double] = [:], parameters: [String: String] = [:], data: DataSeen? = nil,
        trainingSeconds: Double? = nil, agreement: Agreement? = nil, evaluation: Evaluation? = nil, notes: [String] = []
    ) {
        self.signature = signature
        self.task = task
        self.target = target
        self.framework = framework
        self.metrics = metrics
        self.parameters = parameters
        self.data = data
        self.trainingSeconds = trainingSeconds
        self.agreement = agreement
        self.evaluation = evaluation
        self.notes = notes
    }
}

/// The data that a model learned from.
public struct DataSeen: Sendable, Hashable, Codable {
    public var source: String
    public var fingerprint: String
    public var rows: Int
    /// Rows left out because their target was NULL.
    public var rowsWithoutTarget: Int
    public var trainingRows: Int
    public var validationRows: Int
    public var testRows: Int

    public init(
        source: String, fingerprint: String, rows: Int, rowsWithoutTarget: Int, trainingRows: Int, validationRows: Int,
        testRows: Int
    ) {
        self.source = source
        self.fingerprint = fingerprint
        self.rows = rows
        self.rowsWithoutTarget = rowsWithoutTarget
        self.trainingRows = trainingRows
        self.validationRows = validationRows
        self.testRows = testRows
    }
}

/// How an exported graph compares with the model that it was made from, on real rows.
public struct Agreement: Sendable, Hashable, Codable {
    public var rows: Int
    /// The largest absolute difference of a probability or a value.
    public var largestDifference: Double
    /// The largest difference relative to max(1, |value|).
    public var largestRelativeDifference: Double
    /// Rows whose label differs.
    public var flippedLabels: Int
    /// The relative difference that is accepted.
    public var tolerance: Double

    public init(
        rows: Int, largestDifference: Double, largestRelativeDifference: Double, flippedLabels: Int, tolerance: Double
    ) {
        self.rows = rows
        self.largestDifference = largestDifference
        self.largestRelativeDifference = largestRelativeDifference
        self.flippedLabels = flippedLabels
        self.tolerance = tolerance
    }

    public var holds: Bool { flippedLabels == 0 && largestRelativeDifference <= tolerance }
}

/// What the held-out rows showed.
public struct Evaluation: Sendable, Hashable, Codable {
    /// Class names, in the order of the confusion matrix; empty for regression.
    public var classes: [String]
    /// `confusion[actual][predicted]` rows; empty for regression.
    public var confusion: [[Int]]
    /// Residuals (actual - predicted) in bins of equal width; empty for classification.
    public var residualBins: [Int]
    public var residualLower: Double
    public var residualUpper: Double
    /// Features by total gain, largest first.
    public var importance: [FeatureImportance]
    /// The watched metric on the validation rows, by round.
    public var curve: [Double]
    public var curveMetric: String

    public init(
        classes: [String] = [], confusion: [[Int]] = [], residualBins: [Int] = [], residualLower: Double = 0,
        residualUpper: Double = 0, importance: [FeatureImportance] = [], curve: [Double] = [], curveMetric: String = ""
    ) {
        self.classes = classes
        self.confusion = confusion
        self.residualBins = residualBins
        self.residualLower = residualLower
        self.residualUpper = residualUpper
        self.importance = importance
        self.curve = curve
        self.curveMetric = curveMetric
    }
}

/// The share of the total gain that a feature brought.
public struct FeatureImportance: Sendable, Hashable, Codable {
    public var feature: String
    /// 0...1.
    public var share: Double

    public init(_ feature: String, share: Double) {
        self.feature = feature
        self.share = share
    }
}
