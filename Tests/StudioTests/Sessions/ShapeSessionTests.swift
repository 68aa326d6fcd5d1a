import Foundation
import Screen
import Shaping
import Tabular
import Testing

@testable import Studio

/// Shaping the real flights and penguins through the real engine. Expected values were computed with pandas.
@Suite struct ShapeSessionTests {
    private func flights() async throws -> Session {
        try await Session([Session.sample("flights.parquet")], size: Size(width: 140, height: 42))
    }

    private func go(to column: String, _ session: Session) async {
        await session.press("c")
        await session.type(column)
        await session.press("Enter")
    }

    private func cell(_ session: Session, _ row: Int, _ column: String) -> String? {
        guard let tab = session.state.data.tab, let index = tab.schema.names.firstIndex(of: column) else { return nil }
        return tab.tiles.value(row: row, column: index)?.text
    }

    @Test func valuesAreCountedAndLeadBackToTheirRows() async throws {
        let session = try await flights()
        await go(to: "carrier", session)
        await session.press("F")
        #expect(session.state.data.tabs.count == 2)
        #expect(session.state.data.tab?.rowCount == 16)
        #expect(cell(session, 0, "carrier") == "UA")
        #expect(cell(session, 0, "rows") == "58665")
        #expect(cell(session, 0, "percent") == "17.42")
        await session.press("j Enter")
        #expect(session.state.data.current == 0)
        #expect(session.state.data.tab?.view.filters == ["\"carrier\" = 'B6'"])
        #expect(session.state.data.tab?.rowCount == 54635)
    }

    @Test func columnsAreAddedChangedAndUndone() async throws {
        let session = try await flights()
        await session.press("a")
        await session.type("speed = distance / (air_time / 60)")
        await session.press("Enter")
        #expect(session.state.data.tab?.schema.count == 20)
        #expect(cell(session, 0, "speed")?.hasPrefix("370.04405") == true)
        await session.press("f")
        await session.type("speed > 600")
        await session.press("Enter")
        #expect(session.state.data.tab?.rowCount == 4)
        await session.press("u u")
        #expect(session.state.data.tab?.schema.count == 19)
        #expect(session.state.data.tab?.rowCount == 336776)
        await session.press("C-r")
        #expect(session.state.data.tab?.schema.count == 20)
    }

    @Test func aStepThatCannotBeStaysInThePrompt() async throws {
        let session = try await flights()
        await session.press("a")
        await session.type("x = no_such_column + 1")
        await session.press("Enter")
        #expect(session.screen.contains("no_such_column"))
        #expect(session.state.modals.count == 1)
        #expect(session.state.data.tab?.view.chain.isEmpty == true)
    }

    @Test func groupsAndTheirJournal() async throws {
        let session = try await flights()
        await session.press("z s")
        await session.type("where month = 1")
        await session.press("Enter z s")
        await session.type("group origin: count(*) as n, avg(dep_delay) as delay")
        await session.press("Enter")
        #expect(session.state.data.tab?.rowCount == 3)
        #expect(cell(session, 0, "origin") == "EWR")
        #expect(cell(session, 0, "n") == "9893")
        #expect(cell(session, 0, "delay")?.hasPrefix("14.90") == true)
        // The first step is edited: another month.
        await session.press("L g j Enter")
        #expect(session.screen.contains("where month = 1"))
        await session.press("Backspace")
        await session.type("2")
        await session.press("Enter")
        #expect(session.state.data.tab?.view.chain.steps.first == .filter("month = 2"))
        await session.press("Esc")
        #expect(cell(session, 0, "n") == "9107")
        #expect(session.state.data.tab?.statement?.contains("month = 2") == true)
        // Taking the group away shows the rows of the month.
        await session.press("L d Esc")
        #expect(session.state.data.tab?.schema.count == 19)
        #expect(session.state.data.tab?.rowCount == 24951)
    }

    @Test func tablesAreJoined() async throws {
        let session = try await flights()
        await session.press("z s")
        let airlines = Session.sample("airlines.parquet")
        await session.type("join left '\(airlines)' on carrier")
        await session.press("Enter")
        #expect(session.state.data.tab?.schema.count == 20)
        #expect(session.state.data.tab?.rowCount == 336776)
        #expect(cell(session, 0, "name") == "United Air Lines Inc.")
    }

    @Test func columnsAreHiddenFrozenAndRemembered() async throws {
        let session = try await flights()
        await session.press("-")
        #expect(session.state.data.tab?.schema.names.first == "month")
        #expect(session.state.data.tab?.shapedTable?.schema.count == 19)
        await session.press("> z f")
        #expect(session.state.data.tab?.schema.names.prefix(2) == ["day", "month"])
        #expect(cell(session, 0, "day") == "1")
        await session.press("l l l l l l l l l l l l l l l l $")
        #expect(session.screen.contains("time_hour"))
        #expect(session.screen.contains("day"))
        await session.press("m r")
        #expect(session.state.data.tab?.schema.names.prefix(2) == ["day", "month"])
        #expect(session.state.data.tab?.marks.count == 1)
    }

    /// A mark is of a row, not of a place: an order or a filter has the row elsewhere.
    @Test func marksFollowTheirRows() async throws {
        let session = try await Session([Session.sample("penguins.csv")], size: Size(width: 100, height: 30))
        await session.press("j j l l m")
        #expect(cell(session, 2, "bill_length_mm") == "40.3" && session.state.data.tab?.marks.count == 1)
        await session.press("s ' Enter")
        let row = try #require(session.state.data.tab?.cursor.row)
        #expect(row != 2 && cell(session, row, "bill_length_mm") == "40.3")
        #expect(cell(session, row, "flipper_length_mm")?.hasPrefix("195") == true)
        // The same key at its new place takes the mark away.
        await session.press("m")
        #expect(session.state.data.tab?.marks.isEmpty == true)
        await session.press("m f")
        await session.type("species = 'Gentoo'")
        await session.press("Enter ' Enter")
        #expect(session.message?.contains("is not in what is shown") == true, "\(session.message ?? "")")
    }

    @Test func selectedRowsBecomeACondition() async throws {
        let session = try await Session([Session.sample("penguins.csv")], size: Size(width: 100, height: 30))
        await session.press("x j x X Enter")
        #expect(session.state.data.tab?.rowCount == 2)
        #expect(cell(session, 1, "flipper_length_mm") == "195.0" || cell(session, 1, "flipper_length_mm") == "195")
        await session.press("u")
        #expect(session.state.data.tab?.rowCount == 344)
    }

    @Test func theStepsBecomeAScriptThatRunsElsewhere() async throws {
        let session = try await Session([Session.sample("penguins.csv")], size: Size(width: 100, height: 30))
        let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).sql"
        defer { try? FileManager.default.removeItem(atPath: path) }
        await session.press("z s")
        await session.type("group species: count(*) as n")
        await session.press("Enter w")
        await session.type("script")
        await session.press("Enter C-u")
        await session.type(path)
        await session.press("Enter")
        let script = try Script(contentsOf: path)
        #expect(script.sql.contains("-- group species: count(*) as n"))
        #expect(script.sql.contains("penguins.csv"))
        #expect(!script.sql.contains("session.main"))
    }
}

/// Two tables at once, picked groups and nested values.
@Suite struct LookingSessionTests {
    @Test func pickedValuesFilterTheirTable() async throws {
        let session = try await Session([Session.sample("penguins.csv")], size: Size(width: 120, height: 34))
        await session.press("F x x Enter")
        // Adelie and Gentoo are the most frequent species: 152 and 124.
        #expect(session.state.data.current == 0)
        #expect(session.state.data.tab?.rowCount == 276)
    }

    @Test func twoTablesAreShownAndChangedBetween() async throws {
        let session = try await Session(
            [Session.sample("penguins.csv"), Session.sample("airlines.parquet")], size: Size(width: 120, height: 34))
        await session.press("z 2")
        #expect(session.screen.contains("Adelie"))
        #expect(session.screen.contains("Endeavor Air Inc."))
        await session.press("z w j j")
        #expect(session.state.data.tab?.title == "airlines.parquet")
        #expect(session.state.data.tab?.cursor.row == 2)
        #expect(session.screen.contains("Adelie"))
        await session.press("z 1")
        #expect(!session.screen.contains("Adelie"))
    }

    @Test func numbersAreShownAsAsked() async throws {
        let session = try await Session([Session.sample("penguins.csv")], size: Size(width: 120, height: 34))
        await session.press("l l z . z t")
        #expect(session.screen.contains("39.10"))
        // From what is in sight: 18.7 has fewer digits as 19.
        await session.press("l z ,")
        #expect(session.screen.contains("  19 "))
        await session.press("h")
        await session.press("l l l z t")
        #expect(session.screen.contains("3,750"))
        #expect(session.state.data.tab?.currentValue?.text?.hasPrefix("3750") == true)
    }

    @Test func numberFormats() {
        #expect(NumberFormat(digits: 2, groups: true).text("-1234567.891") == "-1,234,567.89")
        #expect(NumberFormat(digits: 0).text("2.5e3") == "2500")
        #expect(NumberFormat(groups: true).text("999") == "999")
        #expect(NumberFormat(groups: true).text("1000") == "1,000")
        #expect(NumberFormat(digits: 1).text("NaN") == "NaN")
    }
}
