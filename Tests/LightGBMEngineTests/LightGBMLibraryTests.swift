import Tabular
import Testing

@testable import LightGBMEngine

@Suite struct LightGBMLibraryTests {
    @Test func theInstalledLibraryIsFound() throws {
        let library = try LightGBMLibrary.shared()
        #expect(library.path.hasSuffix("lib_lightgbm.so"))
        #expect(library.name.hasPrefix("LightGBM"))
    }

    @Test func aMissingLibraryIsAProblemWithARemedy() {
        let problem = #expect(throws: Problem.self) { try LightGBMLibrary.open(["/nowhere/lib_lightgbm.so"]) }
        #expect(problem?.title == "cannot load LightGBM")
        #expect(problem?.detail.contains("/nowhere/lib_lightgbm.so") == true)
        #expect(problem?.hint.contains("make setup") == true)
    }

    @Test func anotherLibraryIsNotTakenForLightGBM() {
        let problem = #expect(throws: Problem.self) { try LightGBMLibrary.open(["libm.so.6"]) }
        #expect(problem?.detail.contains("LGBM_GetLastError") == true)
    }
}

@Suite struct EarlyStoppingTests {
    /// Rounds count from 1; the first of equals is the best; it stops `patience` rounds after it.
    @Test func lossesStopAfterTheirPatience() {
        var stopping = EarlyStopping(patience: 2, higherIsBetter: false)
        let stops = [3.0, 2, 2, 1, 5, 4].enumerated().map { stopping.note($0.element, round: $0.offset + 1) }
        #expect(stops == [false, false, false, false, false, true])
        #expect(stopping.bestRound == 4)
    }

    @Test func scoresWithoutPatienceNeverStop() {
        var stopping = EarlyStopping(patience: 0, higherIsBetter: true)
        for round in 1...50 {
            let stops = stopping.note(Double(-round), round: round)
            #expect(!stops)
        }
        #expect(stopping.bestRound == 1)
    }
}
