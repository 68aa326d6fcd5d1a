import Screen
import Tabular
import Testing

@testable import Studio

/// What columns that are hidden and moved for the eyes mean for everything that shows or takes whole rows.
@Suite struct HiddenColumnSessionTests {
    /// The first penguin: Adelie, Torgersen, 39.1, 18.7, 181.0, 3750.0, male, 2007.
    private func penguins() async throws -> Session {
        try await Session([Session.sample("penguins.csv")], size: Size(width: 120, height: 34))
    }

    private func record(_ session: Session) -> [String: String]? {
        guard case .record(let record) = session.state.modals.last, let values = record.values else { return nil }
        return Dictionary(zip(record.columns.map(\.name), values.map { $0.text ?? "NULL" })) { first, _ in first }
    }

    @Test func theRecordPairsNamesWithTheirOwnValues() async throws {
        let session = try await penguins()
        await session.press("l l -")
        #expect(session.screen.contains("· 3/7 · 1 hidden"))
        await session.press("Enter")
        #expect(
            record(session) == [
                "species": "Adelie", "island": "Torgersen", "bill_depth_mm": "18.7", "flipper_length_mm": "181.0",
                "body_mass_g": "3750.0", "sex": "male", "year": "2007",
            ])
        // And when a column has moved.
        await session.press("Esc > Enter n")
        #expect(record(session)?["bill_depth_mm"] == "17.4")
        #expect(record(session)?["flipper_length_mm"] == "186.0")
        #expect(record(session)?["year"] == "2007")
    }

    @Test func aCopiedRowIsTheRowThatIsSeen() async throws {
        let session = try await penguins()
        await session.press("- l > Y")
        #expect(session.store.takeRequests() == [.copy("Torgersen\t18.7\t39.1\t181.0\t3750.0\tmale\t2007")])
    }

    @Test func whatGoesWithoutHiddenColumnsSaysSo() async throws {
        let session = try await penguins()
        await session.press("l - w")
        #expect(session.screen.contains("Save without 1 hidden column: island"))
        await session.type("as CSV")
        await session.press("Enter")
        #expect(session.message?.contains("without 1 hidden column: island") == true, "\(session.message ?? "")")
    }
}
