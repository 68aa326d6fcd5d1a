import Foundation
import Registry
import Scoring
import Tabular
import Testing
import Workflows

@Suite struct ScoringPlanTests {
    private let model = ModelVersion(
        name: "delays", version: 3, created: Date(timeIntervalSince1970: 0),
        card: ModelCard(
            signature: ModelSignature(
                inputs: [ModelInput(name: "distance", element: .float)],
                outputs: [
                    ModelOutput(name: "label", element: .string), ModelOutput(name: "probability", element: .float),
                ]), target: "late"),
        modelPath: "/models/delays/3/model.onnx")

    private func table(_ columns: [Column]) -> OpenedTable {
        OpenedTable(
            location: SourceLocation("new flights.parquet"), format: .parquet,
            relation: Relation(source: "read_parquet('new flights.parquet')", filters: ["\"month\" = 1"]),
            schema: Schema(columns))
    }

    @Test func theQueryPutsPredictionsFirst() throws {
        let plan = try ScoringPlan(
            model: model, table: table([Column("distance", .double), Column("p", .text)]),
            destination: .parquet(path: "out.parquet"))
        #expect(plan.problems.isEmpty)
        #expect(
            plan.sql == """
                SELECT p_."label" AS "predicted_late", p_."probability" AS "probability", "distance", "p"
                FROM (SELECT *, "delays:3"(TRY_CAST("distance" AS FLOAT)) AS p_
                      FROM read_parquet('new flights.parquet') WHERE ("month" = 1))
                """)
    }

    @Test func outputsNeverCollideWithColumns() throws {
        let plan = try ScoringPlan(
            model: model, table: table([Column("distance", .double), Column("probability", .double)]),
            destination: .csv(path: "o.csv"))
        #expect(plan.outputs.map(\.column) == ["predicted_late", "predicted_probability"])
    }

    @Test func theCommandLineSaysTheSame() throws {
        let plan = try ScoringPlan(
            model: model, table: table([Column("Dist", .double)]), map: ["distance": "Dist"], keep: .columns(["Dist"]),
            destination: .view(name: "scored", replace: false))
        #expect(
            plan.command == "atelier score --model delays:3 --data 'new flights.parquet' --output scored --view "
                + "--map distance=Dist --keep Dist '--where=\"month\" = 1'")
    }

    @Test func whatDoesNotFitIsSaidByName() throws {
        let plan = try ScoringPlan(
            model: model, table: table([Column("arrival", .date)]), keep: .columns(["arival"]),
            destination: .csv(path: "o.csv"))
        #expect(
            plan.problems.map(\.title) == [
                "input 'distance' of delays:3: no column looks like it: choose one",
                "the table has no column 'arival' to keep",
            ])
        #expect(plan.problems.allSatisfy { !$0.hint.isEmpty })
    }

    @Test(arguments: [
        (["a", "b c"], "a 'b c'"), (["it's"], "'it'\\''s'"), ([""], "''"), (["$HOME", "x;y"], "'$HOME' 'x;y'"),
        (["x*.csv"], "'x*.csv'"), (["a/b_1.parquet", "k=v"], "a/b_1.parquet k=v"),
    ])
    func shellWordsSurviveAShell(words: [String], line: String) {
        #expect(ShellWords.line(words) == line)
    }
}
