import Profiling
import Screen
import Tabular
import Testing

@testable import Studio

/// The profile pane with the keys in it, over real tables.
@Suite struct ProfileLookTests {
    private func flights(_ keys: String, size: Size = Size(width: 140, height: 42)) async throws -> Session {
        let session = try await Session([Session.sample("flights.parquet")], size: size)
        await session.press(keys)
        return session
    }

    private func count(_ session: Session) -> Int? { session.state.data.tab?.rowCount }

    @Test func pickedBarsFilterTheGrid() async throws {
        // The sixth column is the delay; picking begins at the tallest bar.
        let session = try await flights("l l l l l Tab Right S-Right S-Right")
        let (profile, _) = try #require(session.state.data.lookedAt)
        let histogram = try #require(session.state.data.look.histogram(profile))
        let picked = try #require(session.state.data.look.picked)
        #expect(picked.count == 3)
        let expected = histogram.counts[picked].reduce(0, +)
        #expect(session.screen.contains(Count.of(expected, "row")))
        await session.press("Enter")
        #expect(count(session) == expected)
        #expect(session.state.data.tab?.view.filters.count == 1)
        // Other rows begin anew.
        #expect(session.state.data.look.picked == nil)
    }

    @Test func zoomGoesInAndOut() async throws {
        let session = try await flights("l l l l l Tab Right Right S-Right z")
        let (profile, _) = try #require(session.state.data.lookedAt)
        let zoomed = try #require(session.state.data.look.bars)
        #expect(session.state.data.look.zooms.count == 1)
        #expect(zoomed.upper - zoomed.lower < (profile.histogram?.upper ?? 0) - (profile.histogram?.lower ?? 0))
        #expect(session.screen.contains("in sight"))
        await session.press("-")
        #expect(session.state.data.look.zooms.isEmpty && session.state.data.look.asked == nil)
    }

    @Test func logarithmicCountsThenValuesThenBoth() async throws {
        let session = try await flights("l l l l l Tab l")
        #expect(session.state.data.look.hasLogCounts && !session.state.data.look.hasLogValues)
        await session.press("l")
        #expect(!session.state.data.look.hasLogCounts && session.state.data.look.bars?.scale == .logarithmic)
        // Of all delays, those above zero.
        #expect(session.state.data.look.bars?.total == 128_432)
        #expect(session.screen.contains("not above 0"))
        await session.press("l l")
        #expect(!session.state.data.look.hasLogCounts && session.state.data.look.asked == nil)
    }

    @Test func aValueAndAWarningFilterTheGrid() async throws {
        let session = try await Session([Session.sample("penguins.csv")], size: Size(width: 140, height: 42))
        await session.press("Tab Down Down Enter")
        #expect(count(session) == 124)
        #expect(session.state.data.tab?.view.filters == [#""species" = 'Gentoo'"#])
        let query = try await Session([], size: Size(width: 140, height: 42))
        query.store.send(
            .data(.openQuery("SELECT CASE WHEN i % 9 = 0 THEN ' x' ELSE 'y' || i % 7 END AS s FROM range(900) r(i)")))
        await query.settle()
        await query.press("Tab Down")
        #expect(query.state.data.look.target == .warning(0))
        await query.press("Enter")
        #expect(count(query) == 100)
    }

    @Test func enterGivesTheColumnTheWholeScreen() async throws {
        let session = try await flights("l l l l l Tab Enter")
        #expect(session.state.modals.last?.kind == .inspect)
        #expect(session.screen.contains("kurtosis"))
        #expect((session.state.data.look.bars?.counts.count ?? 0) > 40)
        await session.press("n")
        #expect(session.state.data.tab?.currentColumn?.name == "arr_time")
        #expect(session.screen.contains("arr_time"))
        await session.press("Right Enter")
        #expect(session.state.modals.isEmpty && session.state.data.tab?.view.filters.count == 1)
    }

    @Test func profilesSortByAFigureAndListTheirWarnings() async throws {
        let session = try await flights("P l l l l s")
        guard case .profiles(let view)? = session.state.modals.last, let tab = session.state.data.tab else {
            Issue.record("no profiles")
            return
        }
        #expect(view.sort == .distinct)
        let sorted = view.order(tab).map { tab.profiles[tab.schema.columns[$0].name]?.distinct ?? 0 }
        #expect(sorted == sorted.sorted(by: >) && sorted.first == 6_936)
        #expect(tab.profiles.findings?.duplicateRows == 0)
        await session.press("w")
        #expect(session.screen.contains("constant"))
        await session.press("c")
        #expect(session.state.modals.isEmpty && session.state.data.tab?.currentColumn?.name == "year")
    }

    @Test func theMousePicksBars() async throws {
        let session = try await flights("l l l l l")
        let layout = DataLayout(session.state.data, session.state.size)
        let pane = try #require(layout.profile)
        let drawing = ProfilePane(tab: session.state.data.tab, look: session.state.data.look, isFocused: true)
        let picture = try #require(drawing.layout(in: pane)?.picture)
        for (action, x) in [(MouseEvent.Action.press, 2), (.drag, 5), (.release, 5)] {
            let point = Point(x: picture.x + x, y: picture.y + 3)
            session.store.send(.key(.mouse(MouseEvent(action, button: .left, at: point))))
            await session.settle()
        }
        #expect(session.state.data.look.picked == 2...5 && session.state.data.focus == .profile)
    }

    /// Nothing of it falls over in a small window.
    @Test(arguments: [Size(width: 20, height: 4), Size(width: 46, height: 9), Size(width: 80, height: 24)])
    func everySizeIsDrawn(size: Size) async throws {
        let session = try await flights("l l l l l Tab Right Enter", size: size)
        await session.press("Esc Esc P Enter Down Esc w")
        #expect(!session.screen.isEmpty)
    }
}
