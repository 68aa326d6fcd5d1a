import Screen
import Tabular
import Testing

@testable import Studio

/// Browsing the real flights through the real engine. Expected values were computed with pandas.
@Suite struct BrowseSessionTests {
    private func flights(_ size: Size = Size(width: 80, height: 24)) async throws -> Session {
        try await Session([Session.sample("flights.parquet")], size: size)
    }

    private func value(_ session: Session) -> String? { session.state.data.tab?.currentValue?.text }

    @Test func theTableIsThereWithNamesTypesAndNumbers() async throws {
        let session = try await flights()
        #expect(session.screen.contains("1 of 336,776 · 1/19"))
        #expect(session.screen.contains("dep_time"))
        #expect(session.screen.contains("SQL SELECT * FROM read_parquet("))
        #expect(value(session) == "2013")
    }

    @Test func jumpsShowTheRowsThatAreThere() async throws {
        let session = try await flights()
        await session.press("G")
        #expect(session.screen.contains("336,776 of 336,776"))
        await session.press("c")
        await session.type("tailnum")
        await session.press("Enter")
        #expect(value(session) == "N839MQ")
        await session.press("C-g")
        await session.type("100,000")
        await session.press("Enter")
        #expect(session.state.data.tab?.cursor.row == 99_999)
        #expect(value(session) == "N536UA")
        await session.press("g")
        #expect(value(session) == "N14228")
    }

    @Test func sortingByANumberShowsTheLargestFirst() async throws {
        let session = try await flights()
        await session.press("c")
        await session.type("dep_delay")
        await session.press("Enter S")
        #expect(value(session) == "1301.0")
        #expect(session.state.data.tab?.relation?.sql.hasSuffix("ORDER BY \"dep_delay\" DESC NULLS LAST") == true)
        await session.press("G")
        #expect(value(session) == nil, "missing values come last")
        #expect(session.screen.contains("NULL"))
        await session.press("s g")
        #expect(value(session) == "-43.0")
        await session.press("s g")
        #expect(value(session) == "2.0", "the same key again takes the sort away")
    }

    @Test func filtersCountTheirRowsAndCanBeUndone() async throws {
        let session = try await flights()
        await session.press("f")
        await session.type("dep_delay > 600 AND origin = 'JFK'")
        await session.press("Enter")
        #expect(session.state.modals.isEmpty)
        #expect(session.screen.contains("1 of 18 ·"))
        await session.press("u")
        #expect(session.screen.contains("of 336,776"))
        await session.press("C-r")
        #expect(session.screen.contains("1 of 18 ·"))
        await session.press("M-f")
        #expect(session.screen.contains("of 336,776"))
    }

    @Test func aBadConditionIsExplainedAndKept() async throws {
        let session = try await flights()
        await session.press("f")
        await session.type("dep_delai > 5")
        await session.press("Enter")
        #expect(session.screen.contains("where dep_delai > 5"))
        #expect(session.screen.contains("dep_delai"))
        #expect(session.state.modals.last?.kind == .prompt)
        #expect(session.state.data.tab?.view.filters == [])
        await session.press("Backspace Backspace Backspace Backspace Backspace")
        await session.type("y > 1000")
        await session.press("Enter")
        #expect(session.screen.contains("1 of 5 ·"))
    }

    @Test func aCellMakesAFilter() async throws {
        let session = try await flights()
        await session.press("c")
        await session.type("carrier")
        await session.press("Enter =")
        #expect(session.screen.contains("of 58,665"))
        await session.press("u !")
        #expect(session.screen.contains("of 278,111"))
    }

    @Test func searchGoesFromRowToRow() async throws {
        let session = try await flights()
        await session.press("/")
        await session.type("n14228")
        await session.press("Enter")
        let first = try #require(session.state.data.tab?.cursor)
        #expect(value(session) == "N14228")
        await session.press("n")
        let second = try #require(session.state.data.tab?.cursor)
        #expect([first.row, second.row] == [6_569, 7_110])
        #expect(value(session) == "N14228")
        await session.press("N")
        #expect(session.state.data.tab?.cursor == first)
        await session.press("/")
        await session.type("no such text anywhere")
        await session.press("Enter")
        #expect(session.message?.contains("is not in these rows") == true)
    }

    @Test func theRecordShowsEveryColumnAndMovesOn() async throws {
        let session = try await flights(Size(width: 100, height: 30))
        await session.press("Enter")
        #expect(session.screen.contains("Row 1 of 336,776"))
        #expect(session.screen.contains("2013-01-01 05:00:00"))
        await session.press("n")
        #expect(session.screen.contains("Row 2 of 336,776"))
        #expect(session.screen.contains("N24211"))
        await session.press("Esc")
        #expect(session.state.data.tab?.cursor.row == 1)
    }

    @Test func copyingHandsTheTextToTheTerminal() async throws {
        let session = try await flights()
        await session.press("c")
        await session.type("tailnum")
        await session.press("Enter y")
        #expect(session.store.takeRequests() == [.copy("N14228")])
        await session.press("Y")
        #expect(
            session.store.takeRequests() == [
                .copy(
                    "2013\t1\t1\t517\t515\t2.0\t830\t819\t11.0\tUA\t1545\tN14228\tEWR\tIAH\t227.0\t1400\t5\t15\t2013-01-01 05:00:00"
                )
            ])
    }

    @Test func whatTakesLongCanBeStopped() async throws {
        let session = try await Session()
        await session.press("v")
        await session.type("SELECT hash(range) AS h FROM range(30000000)")
        await session.press("Enter")
        let before = try #require(session.state.data.tab?.view)
        session.store.send(.key(.character("s")))
        #expect(session.state.data.tab?.view.sort.count == 1)
        #expect(session.screen.contains("sorting…"))
        session.store.send(.key(.control("c")))
        await session.settle()
        #expect(session.state.data.tab?.view == before)
        #expect(session.state.data.tab?.currentValue != nil)
        #expect(!session.store.hasQuit)
    }

    @Test func escapeEndsTheSearch() async throws {
        let session = try await flights()
        await session.press("/")
        await session.type("n14228")
        await session.press("Enter Esc n")
        #expect(session.message == "Nothing has been searched for yet")
    }

    @Test func aQueryBecomesATable() async throws {
        let session = try await flights()
        await session.press("v")
        await session.type(
            "SELECT origin, count(*) AS n FROM '\(Session.sample("flights.parquet"))' GROUP BY ALL ORDER BY n DESC;")
        await session.press("Enter")
        #expect(session.screen.contains("1 of 3 · 1/2"))
        #expect(value(session) == "EWR")
        await session.press("l")
        #expect(value(session) == "120835")
        await session.press("[")
        #expect(session.screen.contains("of 336,776"))
    }
}
