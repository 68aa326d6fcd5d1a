import Profiling
import Screen
import Shaping
import Tabular
import Testing

@testable import Studio

@Suite struct DataReducerTests {
    private let size = Make.size
    private let first = Tile(rowBlock: 0, columnBlock: 0)

    @Test func openingAsksForTheTableAndNothingElse() {
        var data = DataState(folder: ".")
        let effects = data.reduce(.open([SourceLocation("t.parquet")]), size: size)
        #expect(effects == [.start(EffectID("open", 1), OpenTable(tab: 1, location: SourceLocation("t.parquet")))])
        #expect(data.tab?.phase == .opening)
    }

    @Test func theFirstPageComesBeforeEverythingElse() {
        var data = DataState(folder: ".")
        _ = data.reduce(.open([SourceLocation("t.parquet")]), size: size)
        let opened = data.reduce(.opened(1, Make.table(rows: nil)), size: size)
        #expect(opened.map(\.startedID) == [EffectID("page", 1)])
        let after = data.reduce(.page(1, revision: 0, first, Make.page(first)), size: size)
        let started = Set(after.compactMap(\.startedID?.name))
        #expect(started.isSuperset(of: ["page#1", "count#1", "profile"]))
    }

    @Test func listingWaitsForTheRows() {
        var data = Make.opened()
        #expect(!data.tree.wasAsked)
        _ = data.reduce(.page(1, revision: 0, first, Make.page(first)), size: size)
        _ = data.reduce(
            .page(1, revision: 0, Tile(rowBlock: 1, columnBlock: 0), Make.page(Tile(rowBlock: 1, columnBlock: 0))),
            size: size)
        #expect(data.tree.wasAsked)
    }

    @Test func nothingIsAskedForTwice() {
        var data = Make.browsing()
        let again = data.reduce(.move(.rows(1)), size: size)
        #expect(again == [])
    }

    @Test func aPageOfAnOlderViewIsDropped() {
        var data = Make.browsing()
        let effects = data.reduce(.sort(descending: false, adding: false), size: size)
        #expect(data.tab?.tiles.isEmpty == true)
        guard case .start(_, let work)? = effects.first, let fetch = work as? FetchTile else {
            Issue.record("no page was asked for")
            return
        }
        #expect(fetch.relation.sort == [SortKey("c0")])
        _ = data.reduce(.page(1, revision: 0, first, Make.page(first)), size: size)
        #expect(data.tab?.tiles.isEmpty == true)
        _ = data.reduce(.page(1, revision: fetch.revision, first, Make.page(first)), size: size)
        #expect(data.tab?.currentValue == CellValue("0.0"))
    }

    @Test func jumpingFarAsksForThatPageAtOnce() {
        var data = Make.browsing(rows: 1_000_000)
        let effects = data.reduce(.move(.lastRow), size: size)
        guard case .start(let id, let work)? = effects.first, let fetch = work as? FetchTile else {
            Issue.record("no page was asked for")
            return
        }
        #expect(id == EffectID("page", 1))
        #expect(fetch.tile == Tile(row: 999_999, column: 0))
        #expect(data.tab?.cursor.row == 999_999)
    }

    @Test func theLastRowOfAnUncountedTableIsGoneToWhenItIsKnown() {
        var data = Make.browsing(rows: nil)
        let effects = data.reduce(.move(.lastRow), size: size)
        #expect(effects.contains { if case .action(.message) = $0 { true } else { false } })
        _ = data.reduce(.counted(1, revision: 0, 5_000), size: size)
        #expect(data.tab?.cursor.row == 4_999)
    }

    @Test func aShortPageIsTheEnd() {
        var data = Make.opened(rows: nil)
        _ = data.reduce(.page(1, revision: 0, first, Make.page(first, rows: 7)), size: size)
        #expect(data.tab?.rowCount == 7)
    }

    @Test func wideTablesAreReadAPartAtATime() {
        var data = DataState(folder: ".")
        _ = data.reduce(.open([SourceLocation("t.parquet")]), size: size)
        let effects = data.reduce(.opened(1, Make.table(columns: 2_000)), size: size)
        guard case .start(_, let work)? = effects.first, let fetch = work as? FetchTile else {
            Issue.record("no page was asked for")
            return
        }
        #expect(fetch.columns?.count == Tile.columns)
        let jump = data.reduce(.move(.lastColumn), size: size)
        #expect(data.tab?.cursor.column == 1_999)
        guard case .start(_, let next)? = jump.first, let far = next as? FetchTile else {
            Issue.record("no page was asked for")
            return
        }
        #expect(far.columns?.last == "c1999")
    }

    @Test func undoAndRedoWalkTheViews() {
        var data = Make.browsing()
        _ = data.reduce(.sort(descending: true, adding: false), size: size)
        let both = Chain([.sort([SortKey("c0", descending: true)]), .filter("c1 > 3")])
        _ = data.reduce(.shaped(1, TableView(chain: both)), size: size)
        #expect(data.tab?.relation?.sql == "SELECT * FROM t WHERE (c1 > 3) ORDER BY \"c0\" DESC NULLS LAST")
        #expect(data.tab?.rowCount == nil, "a filter makes the number of rows unknown")
        _ = data.reduce(.undo, size: size)
        _ = data.reduce(.undo, size: size)
        #expect(data.tab?.relation?.sql == "SELECT * FROM t")
        #expect(data.tab?.rowCount == 1_000)
        _ = data.reduce(.redo, size: size)
        #expect(data.tab?.view.sort == [SortKey("c0", descending: true)])
        let nothing = data.reduce(.redo, size: size) + data.reduce(.redo, size: size)
        #expect(nothing.contains(.action(.message(Message("There is nothing to redo")))))
    }

    @Test func whatWasStoppedBeforeItShowedAnythingIsTakenBack() {
        var data = Make.browsing()
        _ = data.reduce(.sort(descending: true, adding: false), size: size)
        let revision = data.tab?.revision ?? 0
        _ = data.reduce(.pageFailed(1, revision: revision, .cancelled), size: size)
        #expect(data.tab?.view == TableView())
    }

    @Test func aFailedPageIsNotAskedForAgainAndAgain() {
        var data = Make.opened()
        let problem = Problem("cannot read t.parquet")
        let effects = data.reduce(.pageFailed(1, revision: 0, problem), size: size)
        #expect(!effects.contains { $0.startedID == EffectID("page", 1) })
        #expect(effects.contains(.action(.message(Message(problem)))))
        let refreshed = data.reduce(.refresh, size: size)
        #expect(refreshed.map(\.startedID) == [EffectID("open", 1)])
    }

    @Test func loadingBeginsAfterTheFirstRowsAndSwapsTheSource() {
        var data = Make.opened(rows: nil, needsLoading: true)
        let effects = data.reduce(.page(1, revision: 0, first, Make.page(first)), size: size)
        #expect(effects.contains { if case .job(EffectID("load", 1), _, _) = $0 { true } else { false } })
        #expect(!effects.contains { $0.startedID == EffectID("count", 1) }, "loading counts the rows")
        var loaded = Make.table(rows: 5_000)
        loaded.relation = Relation(source: "session.t1")
        _ = data.reduce(.move(.rows(3)), size: size)
        _ = data.reduce(.loaded(1, loaded), size: size)
        #expect(data.tab?.relation?.source == "session.t1")
        #expect(data.tab?.rowCount == 5_000)
        #expect(data.tab?.cursor.row == 3)
    }

    @Test func openingATableAgainReadsItAnewAndKeepsTheView() {
        var data = Make.browsing()
        _ = data.reduce(.shaped(1, TableView(chain: Chain([.filter("c1 > 3")]))), size: size)
        let effects = data.reduce(.open([SourceLocation("t.parquet")]), size: size)
        #expect(data.tabs.count == 1)
        #expect(effects.contains { $0.startedID == EffectID("open", 1) })
        _ = data.reduce(.opened(1, Make.table(rows: 2_000)), size: size)
        #expect(data.tab?.view.filters == ["c1 > 3"])
        #expect(data.tab?.rowCount == nil, "the file's number of rows is not the filter's")
        // Steps that may not fit what is there now are looked at by the engine again.
        let other = data.reduce(.opened(1, Make.table(columns: 2)), size: size)
        #expect(other.contains { $0.startedID == EffectID("shape", 1) })
    }

    @Test func aClosedTabsWorkIsCancelledAndItsResultsAreDropped() {
        var data = Make.browsing()
        let effects = data.reduce(.closeTab, size: size)
        #expect(effects.contains(.cancel(EffectID("page", 1))))
        _ = data.reduce(.counted(1, revision: 0, 5), size: size)
        #expect(data.tabs.isEmpty)
    }
}

@Suite struct ProfileFollowingTests {
    private let size = Make.size

    @Test func theProfileFollowsTheCursor() {
        var data = Make.browsing(rows: 1_000_000)
        let effects = data.reduce(.move(.columns(1)), size: size)
        guard case .start("profile", let work)? = effects.first(where: { $0.startedID == "profile" }),
            let profile = work as? ProfileColumn
        else {
            Issue.record("no profile was asked for")
            return
        }
        #expect(profile.column.name == "c1")
        #expect(profile.quickFirst)
    }

    @Test func anExactProfileIsNeverReplacedByASample() {
        var data = Make.browsing()
        _ = data.reduce(.profiled(1, Make.profile("c0", .exact)), size: size)
        _ = data.reduce(.profiled(1, Make.profile("c0", .sample(rows: 5))), size: size)
        #expect(data.tab?.profiles["c0"]?.basis == .exact)
        #expect(data.tab?.profiles.asked == nil)
    }

    @Test func sortingKeepsProfilesAndFilteringForgetsThem() {
        var data = Make.browsing()
        _ = data.reduce(.profiled(1, Make.profile("c0", .exact)), size: size)
        _ = data.reduce(.sort(descending: false, adding: false), size: size)
        #expect(data.tab?.profiles.isExact("c0") == true)
        _ = data.reduce(.shaped(1, TableView(chain: Chain([.filter("c1 > 3")]))), size: size)
        #expect(data.tab?.profiles["c0"] == nil)
    }

    @Test func aHiddenPaneAsksForNothing() {
        var data = Make.browsing(rows: 1_000_000)
        _ = data.reduce(.togglePane(.profile), size: size)
        let effects = data.reduce(.move(.columns(1)), size: size)
        #expect(!effects.contains { $0.startedID == "profile" })
    }
}
