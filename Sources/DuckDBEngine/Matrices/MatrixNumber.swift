/// A number that a matrix can hold, made from each of the engine's own: spelled out so that loops stay tight.
protocol MatrixNumber: BinaryFloatingPoint {
    init(_ value: Int8)
    init(_ value: Int16)
    init(_ value: Int32)
    init(_ value: Int64)
    init(_ value: UInt8)
    init(_ value: UInt16)
    init(_ value: UInt32)
    init(_ value: UInt64)
    init(_ value: Float)
    init(_ value: Double)
}

extension Float: MatrixNumber {}
extension Double: MatrixNumber {}
