import Tabular
import Testing

@Suite struct SchemaTests {
    let schema = Schema([Column("a", .bigint), Column("A", .text), Column("Beta", .double)])

    @Test func exactNamesComeFirst() {
        #expect(schema["A"]?.type == .text)
        #expect(schema.index(of: "a") == 0)
    }

    @Test func caseIsForgivenWhenItIsUnambiguous() {
        #expect(schema["beta"]?.name == "Beta")
        #expect(Schema([Column("x", .text), Column("X", .text)])["x"]?.name == "x")
        #expect(schema["missing"] == nil)
    }
}

@Suite struct NumericMatrixTests {
    @Test(arguments: [NumericMatrix.Precision.float, .double])
    func columnsAreContiguous(precision: NumericMatrix.Precision) {
        let matrix = NumericMatrix(columnCount: 3, capacity: 4, precision: precision)
        matrix[2, 1] = 7.5
        matrix.advance(by: 4)
        #expect(matrix[2, 1] == 7.5)
        #expect(matrix[2, 0] == 0)
        #expect(matrix.rowCount == 4)
        #expect(matrix.column(1) - matrix.column(0) == 4 * precision.bytes)
    }
}
