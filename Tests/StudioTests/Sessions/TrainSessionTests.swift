import Foundation
import Registry
import Scoring
import Screen
import Tabular
import Testing
import Workflows

@testable import Studio

/// From the penguins' file to a registered model, with keys alone and the real engines.
@Suite struct TrainSessionTests {
    private let size = Size(width: 140, height: 42)

    @Test func penguinsFromFileToRegisteredModel() async throws {
        let bench = try Workbench()
        let session = try await Session([Session.sample("penguins.csv")], environment: bench.environment, size: size)
        await session.press("t")
        #expect(session.screen.contains("● multiclass"))
        #expect(session.screen.contains("Adelie") && session.screen.contains("44.2 %"))
        await session.press("Enter")
        #expect(session.screen.contains("Learn from 7 of 7 columns"))
        await session.press("G Space Enter Enter")
        await session.press("Down Backspace Backspace Backspace 4 0 Enter")
        #expect(session.screen.contains("registered as penguins-species version 1"))
        #expect(session.screen.contains("--rounds 40"))
        await session.press("Enter")

        let versions = try await bench.registry.versions()
        let version = try #require(versions.first)
        #expect(version.id == "penguins-species:1")
        #expect(version.card.task == "multiclass")
        #expect(version.card.signature.inputs.map(\.name).contains("year") == false)
        #expect(version.card.agreement?.holds == true)
        // 344 rows; 152 Adelie, 68 Chinstrap, 124 Gentoo (counted in the file).
        #expect(version.card.data?.rows == 344)
        #expect(version.card.evaluation?.classes == ["Adelie", "Chinstrap", "Gentoo"])
        let accuracy = try #require(version.card.metrics["accuracy"])
        #expect(accuracy > 0.9)
        #expect(session.screen.contains("agrees with its trainer"))
        #expect(session.screen.contains("Confusion matrix"))
        #expect(FileManager.default.fileExists(atPath: version.modelPath))

        await session.press("Esc 4")
        #expect(session.screen.contains("train penguins-species on penguins.csv"))
        #expect(session.state.runs.current?.state == .finished)
        #expect(session.state.runs.current?.model == "penguins-species:1")
    }

    @Test func aSecondTrainingIsVersionTwoAndTheFilterIsLearnedFrom() async throws {
        let bench = try Workbench()
        let session = try await Session([Session.sample("penguins.csv")], environment: bench.environment, size: size)
        await session.press("t Enter Enter Enter Enter Enter Esc")
        await session.press("f")
        await session.type("year > 2007")
        await session.press("Enter t Enter Enter Enter")
        #expect(session.screen.contains("exists: this will be version 2"))
        await session.press("Enter")
        #expect(session.screen.contains("Only rows where year > 2007."))
        await session.press("Enter")
        let version = try await bench.registry.version(ModelReference("penguins-species:2"))
        // 110 of the 344 penguins were seen in 2007.
        #expect(version.card.data?.rows == 234)
    }

    @Test func aNumberIsLearnedByRegressionWithFolds() async throws {
        let bench = try Workbench()
        let session = try await Session([Session.sample("penguins.csv")], environment: bench.environment, size: size)
        await session.press(
            "t m a s s Enter Enter Right Down Backspace 3 Enter Down Backspace Backspace Backspace 3 0 Enter Enter")
        let version = try await bench.registry.version(ModelReference("penguins-body_mass_g"))
        #expect(version.card.task == "regression")
        // Two penguins were not weighed.
        #expect(version.card.data?.rowsWithoutTarget == 2)
        #expect(version.card.data?.testRows == 342)
        let rmse = try #require(version.card.metrics["rmse"]),
            constant = try #require(version.card.metrics["baseline.rmse"])
        // The standard deviation of the weights is 802 g (R: sd(penguins$body_mass_g)).
        #expect(abs(constant - 802) < 10)
        #expect(rmse < 500)
        #expect(session.screen.contains("Residuals"))
    }

    @Test func aTargetWithOneClassSaysSoAndNothingIsLeft() async throws {
        let bench = try Workbench()
        let file = try bench.folder.file(
            "one.csv", "a,b\n" + (0..<30).map { "\($0 * 7 % 11),x" }.joined(separator: "\n") + "\n")
        let session = try await Session([file], environment: bench.environment, size: size)
        await session.press("t Down Enter")
        #expect(session.screen.contains("The target 'b' has one value only (x)"))
        #expect(try await bench.registry.runs().isEmpty)
    }

    @Test func runsOfAProcessThatIsGoneAreTold() async throws {
        let bench = try Workbench()
        try await bench.registry.save(
            Run(id: "dead0001", kind: .train, title: "train x on y", started: Date(), processID: 4_194_303))
        let session = try await Session([Session.sample("penguins.csv")], environment: bench.environment, size: size)
        #expect(session.message == "1 run was interrupted: train x on y")
        await session.press("4")
        #expect(session.state.runs.current?.state == .interrupted)
    }
}
