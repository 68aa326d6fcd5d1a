public import Scoring
public import Tabular

/// The part of a model that turns the columns of a table into features: one input per column, one matrix out.
public struct PreparationGraph {
    /// All features, `[N, features.count]`, in double precision. Missing numbers are NaN.
    public let matrix: GraphValue
    /// The column of the matrix that holds each feature, in the order of `Preparation.featureNames`.
    public let positions: [Int]

    /// What is added to the code of a category inside the graph. The numbers from 1 to 64 are those that ONNX Runtime
    /// tests for membership all at once; 0 is a missing or unseen category.
    public static let categoryShift = 1

    /// Adds the inputs and the computation to a graph. Throws a `Problem` when two columns have the same name.
    public init(_ preparation: Preparation, in graph: inout GraphBuilder) throws(Problem) {
        var builder = Builder(graph: graph, precision: preparation.precision)
        for (index, column) in preparation.columns.enumerated() { try builder.read(column, index: index) }
        matrix = builder.assemble()
        positions = preparation.columns.enumerated().flatMap { index, column in
            column.parts.map { builder.positions[Feature(column: index, part: $0)] ?? 0 }
        }
        graph = builder.graph
    }

    fileprivate struct Feature: Hashable {
        var column: Int
        var part: FeaturePart
    }
}

/// Columns of the matrix come in blocks of the same treatment, so that each step is one node for many columns.
private struct Builder {
    typealias Feature = PreparationGraph.Feature

    /// Matrices of as many rows, and which feature each of their columns is; nil for columns that nobody asked for.
    struct Block {
        var values: [GraphValue] = []
        var features: [Feature?] = []

        mutating func add(_ value: GraphValue, _ features: [Feature?]) {
            values.append(value)
            self.features += features
        }
    }

    /// A date or timestamp column: its input and what is wanted of it.
    struct Instant {
        var index: Int
        var value: GraphValue
        var isDate: Bool
        var parts: Set<FeaturePart>
    }

    var graph: GraphBuilder
    /// The precision of the feature matrix that the trees were trained on.
    let real: TensorElement
    var reals = Block()
    /// 64-bit integers in which the smallest is a missing value.
    var integers = Block()
    var categories = Block()
    var instants: [Instant] = []
    var positions: [Feature: Int] = [:]

    static let missing = Int64.min

    init(graph: GraphBuilder, precision: NumericMatrix.Precision) {
        self.graph = graph
        real = precision == .float ? .float : .double
    }

    mutating func read(_ column: PreparedColumn, index: Int) throws(Problem) {
        let input = column.input(precision: real == .float ? .float : .double)
        let value = try graph.input(input)
        if column.parts.contains(.category) {
            categories.add(code(of: value, column.categories), [Feature(column: index, part: .category)])
        }
        let feature = column.parts.contains(.value) ? Feature(column: index, part: .value) : nil
        switch input.meaning {
        case .value where input.element == .string: break
        case .value where input.element == .int64: integers.add(value, [feature])
        case .value: reals.add(value, [feature])
        case .days, .microseconds:
            let parts = Set(column.parts).subtracting([.value, .category])
            if input.meaning == .days, feature != nil { integers.add(value, [feature]) }
            if input.meaning == .microseconds, let feature { reals.add(seconds(of: value), [feature]) }
            if !parts.isEmpty {
                instants.append(
                    Instant(index: index, value: value, isDate: input.meaning == .days, parts: parts))
            }
        }
    }

    /// Codes of texts, shifted; 0 for every text that is no category.
    private mutating func code(of texts: GraphValue, _ categories: [String]) -> GraphValue {
        let codes = categories.indices.map { Float($0 + PreparationGraph.categoryShift) }
        // An encoder without keys is not valid; the key of none is the text that stands for NULL.
        return graph.node(
            "LabelEncoder", [texts],
            [
                "keys_strings": .texts(categories.isEmpty ? [PreparedColumn.missingText] : categories),
                "values_floats": .reals(categories.isEmpty ? [0] : codes),
                "default_float": .real(0),
            ], domain: GraphBuilder.machineLearning)
    }

    /// Seconds since 1970, NaN where missing.
    private mutating func seconds(of microseconds: GraphValue) -> GraphValue {
        let million = graph.constant(.real(1e6, as: .double))
        let exact = graph.node("Div", [graph.cast(microseconds, to: .double), million])
        let isMissing = graph.node("Equal", [microseconds, graph.constant(.integer(Self.missing))])
        let value = graph.choose(isMissing, graph.constant(.real(.nan, as: .double)), exact)
        return real == .double ? value : graph.cast(value, to: .float)
    }
}

extension Builder {
    /// All blocks side by side, in double precision.
    mutating func assemble() -> GraphValue {
        addCalendar()
        var blocks: [Block] = []
        if !reals.values.isEmpty { blocks.append(reals) }
        if !integers.values.isEmpty {
            let all = graph.columns(integers.values)
            let isMissing = graph.node("Equal", [all, graph.constant(.integer(Self.missing))])
            let numbers = graph.cast(all, to: real)
            let known = graph.choose(isMissing, graph.constant(.real(.nan, as: real)), numbers)
            blocks.append(Block(values: [known], features: integers.features))
        }
        if !categories.values.isEmpty {
            let codes = real == .float ? categories.values : [graph.cast(graph.columns(categories.values), to: .double)]
            blocks.append(Block(values: codes, features: categories.features))
        }
        for (position, feature) in blocks.flatMap(\.features).enumerated() {
            if let feature { positions[feature] = position }
        }
        let matrix = graph.columns(blocks.flatMap(\.values))
        return real == .double ? matrix : graph.cast(matrix, to: .double)
    }

    /// Adds the parts of all dates and timestamps to the integers.
    private mutating func addCalendar() {
        guard !instants.isEmpty else { return }
        instants.sort { $0.isDate && !$1.isDate }
        let isValid = validity()
        var calendar = calendar()
        for part in [FeaturePart.year, .month, .day, .weekday, .hour, .minute] {
            let wanted = instants.map { $0.parts.contains(part) ? Feature(column: $0.index, part: part) : nil }
            guard wanted.contains(where: { $0 != nil }), let value = calendar.part(part, in: &graph) else { continue }
            let known = graph.choose(isValid, value, graph.constant(.integer(Self.missing)))
            integers.add(known, wanted)
        }
    }

    /// Whether an instant is neither missing nor infinite: infinite dates and timestamps have no year.
    private mutating func validity() -> GraphValue {
        let raw = graph.columns(instants.map(\.value))
        let last = instants.map { $0.isDate ? Int64(Int32.max) : Int64.max }
        let above = graph.node("Greater", [raw, graph.constant(.integers(last.map { -$0 }, shape: [1, last.count]))])
        let below = graph.node("Less", [raw, graph.constant(.integers(last, shape: [1, last.count]))])
        return graph.node("And", [above, below])
    }

    private mutating func calendar() -> CalendarGraph {
        let dates = instants.filter(\.isDate).map(\.value)
        let timestamps = instants.filter { !$0.isDate }.map(\.value)
        var days: [GraphValue] = []
        var microseconds: [GraphValue] = []
        if !dates.isEmpty {
            let all = graph.columns(dates)
            days.append(all)
            microseconds.append(graph.times(all, 0))
        }
        if !timestamps.isEmpty {
            let all = graph.columns(timestamps)
            let sinceMidnight = graph.remainder(all, CalendarGraph.microsecondsPerDay)
            microseconds.append(sinceMidnight)
            days.append(graph.quotient(graph.difference(all, sinceMidnight), CalendarGraph.microsecondsPerDay))
        }
        return CalendarGraph(days: graph.columns(days), microseconds: graph.columns(microseconds))
    }
}
