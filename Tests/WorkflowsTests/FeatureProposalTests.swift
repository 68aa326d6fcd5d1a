import Learning
import Profiling
import Scoring
import Tabular
import Testing
import Workflows

@Suite struct FeatureProposalTests {
    private func profile(_ type: ColumnType, rows: Int = 1000, nulls: Int = 0, distinct: Int) -> ColumnProfile {
        ColumnProfile(
            column: Column("c", type), basis: .exact, rows: rows, nulls: nulls, distinct: distinct, minimum: "7")
    }

    @Test func everyColumnProposedOutHasAReason() {
        #expect(FeatureProposal(profile: profile(.double, nulls: 1000, distinct: 0)).reason == "all missing")
        #expect(FeatureProposal(profile: profile(.bigint, distinct: 1)).reason == "constant: 7")
        #expect(
            FeatureProposal(profile: profile(.bigint, distinct: 1000)).reason == "unique id: every value is different")
        #expect(
            FeatureProposal(profile: profile(.text, rows: 100_000, distinct: 4044)).reason
                == "4044 categories: too many to learn from")
        let nested = FeatureProposal(profile: profile(ColumnType(.nested, "INTEGER[]"), distinct: 5))
        #expect(nested.reason == "INTEGER[] is not learned from")
        #expect(!nested.isUsed && nested.parts.isEmpty)
    }

    @Test func namesOfOutputsAreRefused() {
        let label = ColumnProfile(column: Column("label", .double), basis: .exact, rows: 9, nulls: 0, distinct: 5)
        #expect(FeatureProposal(profile: label).parts.isEmpty)
        #expect(FeatureProposal(profile: label).reason.contains("rename"))
    }

    @Test func ordinaryColumnsAreUsed() {
        #expect(FeatureProposal(profile: profile(.double, distinct: 1000)).isUsed)
        #expect(FeatureProposal(profile: profile(.text, distinct: 12)).parts == [.category])
        #expect(
            FeatureProposal(profile: profile(.timestamp, distinct: 900)).parts == [
                .year, .month, .day, .weekday, .hour, .minute,
            ])
        // One value and NULLs: the absence may tell something.
        #expect(FeatureProposal(profile: profile(.bigint, nulls: 10, distinct: 1)).isUsed)
    }

    @Test(arguments: [
        (ColumnType.boolean, 2, LearningTask.binary), (.text, 2, .binary), (.text, 3, .multiclass),
        (.bigint, 5, .multiclass), (.bigint, 500, .regression), (.double, 500, .regression), (.double, 2, .binary),
    ])
    func theTaskFollowsTheTarget(type: ColumnType, distinct: Int, expected: LearningTask) throws {
        #expect(try LearningTask.proposed(for: profile(type, distinct: distinct)) == expected)
    }

    @Test func targetsThatCannotBeLearnedAreRefused() {
        for target in [
            profile(.double, rows: 0, distinct: 0), profile(.double, nulls: 1000, distinct: 0),
            profile(.text, distinct: 1),
            profile(.text, distinct: 101), profile(.date, distinct: 12),
        ] {
            let problem = #expect(throws: Problem.self) { try LearningTask.proposed(for: target) }
            #expect(problem?.hint.isEmpty == false)
        }
    }
}
