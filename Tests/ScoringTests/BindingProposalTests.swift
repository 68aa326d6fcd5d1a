import Scoring
import Tabular
import Testing

@Suite struct BindingProposalTests {
    let signature = ModelSignature(
        inputs: [
            ModelInput(name: "dep_delay", element: .float),
            ModelInput(name: "carrier", element: .string, missing: "␀"),
            ModelInput(name: "day", element: .int64, meaning: .days, missing: "-1"),
        ],
        outputs: [ModelOutput(name: "label", element: .string)])

    @Test func sameNamesComeFirst() throws {
        let schema = Schema([
            Column("DepDelay", .double), Column("dep_delay", .double), Column("carrier", .text), Column("day", .date),
        ])
        let bindings = try signature.bindings(to: schema)
        #expect(bindings.map(\.column?.name) == ["dep_delay", "carrier", "day"])
        #expect(bindings.allSatisfy { $0.fit == .fits && $0.note.isEmpty })
    }

    @Test func spellingAndPunctuationAreForgiven() throws {
        let schema = Schema([Column("depDelay", .double), Column("cariers", .text), Column("Day", .date)])
        let bindings = try signature.bindings(to: schema)
        #expect(bindings.map(\.column?.name) == ["depDelay", "cariers", "Day"])
        #expect(bindings[0].note == "the name differs")
    }

    @Test func wrongTypesAndMissingInputsAreFlagged() throws {
        let schema = Schema([Column("dep_delay", .date), Column("day", .boolean)])
        let bindings = try signature.bindings(to: schema)
        #expect(bindings.map(\.fit) == [.wrong, .missing, .wrong])
        #expect(bindings[0].note.contains("DATE cannot become a number"))
        #expect(bindings[1].column == nil)
    }

    @Test func similarNamesOfWrongTypesAreNotProposed() throws {
        let bindings = try signature.bindings(
            to: Schema([Column("dep_delai", .date), Column("carrier", .text), Column("day", .date)]))
        #expect(bindings[0].fit == .missing)
    }

    @Test func aChosenColumnWins() throws {
        let schema = Schema([
            Column("dep_delay", .double), Column("other", .text), Column("carrier", .text), Column("day", .date),
        ])
        let bindings = try signature.bindings(to: schema, chosen: ["dep_delay": "other"])
        #expect(bindings[0].column?.name == "other")
        #expect(bindings[0].fit == .converted)
        #expect(bindings[0].mayLoseValues)
    }

    @Test func namesThatDoNotExistAreRefusedWithASuggestion() throws {
        let schema = Schema([Column("dep_delay", .double)])
        let unknownColumn = #expect(throws: Problem.self) {
            try signature.bindings(to: schema, chosen: ["dep_delay": "dep_dely"])
        }
        #expect(unknownColumn?.hint == "Did you mean 'dep_delay'?")
        #expect(unknownColumn?.exitCode == 2)
        let unknownInput = #expect(throws: Problem.self) {
            try signature.bindings(to: schema, chosen: ["delay": "dep_delay"])
        }
        #expect(unknownInput?.hint.contains("carrier") == true)
    }

    @Test func packedInputsTakeNumbersInOrder() throws {
        let packed = ModelSignature(
            inputs: [ModelInput(name: "X", element: .float, shape: [-1, 2])], outputs: signature.outputs)
        let schema = Schema([Column("name", .text), Column("a", .double), Column("b", .bigint)])
        let bindings = try packed.bindings(to: schema)
        #expect(bindings.map(\.column?.name) == ["a", "b"])
        #expect(bindings.map(\.label) == ["X[0]", "X[1]"])
        #expect(bindings[0].note.contains("by order"))
    }

    @Test func expressionsQuoteNamesAndCastTypes() {
        let odd = Column("a\"\"b; DROP TABLE x", .text)
        let number = ColumnBinding(input: signature.inputs[0], column: odd, fit: .converted, note: "")
        #expect(number.sql == "TRY_CAST(\"a\"\"\"\"b; DROP TABLE x\" AS FLOAT)")
        let date = ColumnBinding(input: signature.inputs[2], column: Column("d", .date), fit: .fits, note: "")
        #expect(date.sql == "CAST(CAST(\"d\" AS DATE) - DATE '1970-01-01' AS BIGINT)")
        let none = ColumnBinding(input: signature.inputs[1], column: nil, fit: .missing, note: "")
        #expect(none.sql == "CAST(NULL AS VARCHAR)")
    }
}
