public import Scoring

/// Operators that are written often.
extension GraphBuilder {
    public mutating func cast(_ value: GraphValue, to element: TensorElement) -> GraphValue {
        node("Cast", [value], ["to": .integer(element.onnxType.rawValue)])
    }

    /// Puts matrices of as many rows side by side.
    public mutating func columns(_ values: [GraphValue]) -> GraphValue {
        values.count == 1 ? values[0] : node("Concat", values, ["axis": .integer(1)])
    }

    mutating func add(_ value: GraphValue, _ number: Int64) -> GraphValue {
        node("Add", [value, constant(.integer(number))])
    }

    mutating func times(_ value: GraphValue, _ number: Int64) -> GraphValue {
        node("Mul", [value, constant(.integer(number))])
    }

    /// Integer division; rounds towards zero.
    mutating func quotient(_ value: GraphValue, _ number: Int64) -> GraphValue {
        node("Div", [value, constant(.integer(number))])
    }

    /// The remainder of integer division, never negative for a positive divisor.
    mutating func remainder(_ value: GraphValue, _ number: Int64) -> GraphValue {
        node("Mod", [value, constant(.integer(number))])
    }

    mutating func difference(_ first: GraphValue, _ second: GraphValue) -> GraphValue { node("Sub", [first, second]) }

    mutating func sum(_ first: GraphValue, _ second: GraphValue) -> GraphValue { node("Add", [first, second]) }

    mutating func choose(_ condition: GraphValue, _ yes: GraphValue, _ no: GraphValue) -> GraphValue {
        node("Where", [condition, yes, no])
    }
}
