import Tabular
import Testing

@testable import Profiling

struct DriftTests {
    private func drift(missing before: Double, _ after: Double, psi: Double?) -> ColumnDrift {
        let type = ColumnType(.real, "DOUBLE")
        return ColumnDrift(
            column: "a", firstType: type, secondType: type, firstMissing: before, secondMissing: after, psi: psi)
    }

    /// Worked out by hand: 0.15 ln 2.5 - 0.15 ln (0.75 / 0.9) = 0.1648.
    @Test func missingValuesAreABinOfTheIndex() {
        #expect(abs(drift(missing: 0.1, 0.25, psi: 0).missingIndex - 0.16479) < 0.00001)
        #expect(drift(missing: 0.2, 0.2, psi: nil).missingIndex == 0)
    }

    @Test func theVerdictIsOfTheValuesOrOfTheirBeingMissing() {
        #expect(drift(missing: 0.1, 0.11, psi: 0.05).verdict == "stable")
        #expect(drift(missing: 0.1, 0.25, psi: 0.01).verdict == "moved")
        #expect(drift(missing: 0, 0.5, psi: 0.01).verdict == "drifted")
        #expect(drift(missing: 0, 0, psi: 0.3).verdict == "drifted")
        #expect(drift(missing: 0, 1, psi: nil).verdict == "drifted")
        #expect(drift(missing: 0.5, 0.5, psi: nil).verdict == "not comparable")
    }
}

struct FigureTextTests {
    @Test func valuesThatCannotBeSeenAreNamed() {
        #expect(FigureText.label(CellValue("")) == "(empty)" && FigureText.label(CellValue("  ")) == "␣␣")
        #expect(FigureText.label(CellValue(nil)) == "NULL" && FigureText.label(CellValue("a b")) == "a b")
    }
}
