import DuckDBEngine
import Foundation
import Profiling
import Screen
import Tabular
import Testing

@testable import Studio

/// The chart place and the other pictures, as a person uses them.
@Suite struct PictureSessionTests {
    private static let sizes = [Size(width: 80, height: 24), Size(width: 140, height: 42)]

    private func check(_ session: Session, _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        let size = session.state.size
        Golden.check(session.screen, "\(name)-\(size.width)x\(size.height)", sourceLocation: sourceLocation)
    }

    private func penguins(_ size: Size = Size(width: 80, height: 24)) async throws -> Session {
        try await Session([Session.relativeSample("penguins.csv")], size: size, folder: Session.relativeSamples)
    }

    private func place(_ session: Session) throws -> ChartPlace {
        guard case .chart(let place)? = session.state.modals.last else { throw Problem("no chart place") }
        return place
    }

    @Test(arguments: sizes) func drawAChart(size: Size) async throws {
        let session = try await penguins(size)
        await session.press("l l C")
        // A number is a histogram, by the column that looks like a target.
        #expect(try place(session).spec == ChartSpec(.histogram, x: "bill_length_mm", color: "species"))
        check(session, "chart-histogram")
        await session.press("Esc $ h :")
        await session.type("against")
        await session.press("Enter")
        await session.type("flipper")
        await session.press("Enter")
        #expect(try place(session).spec.kind == .box)
        check(session, "chart-box")
        await session.press("Esc")
        #expect(session.state.modals.isEmpty)
    }

    @Test func aTableThatWasNotLookedAtYetCanBeComparedAndJoined() async throws {
        let session = try await Session(
            [Session.sample("flights.parquet"), Session.sample("weather.parquet")], size: Size(width: 110, height: 30))
        await session.press("V Enter")
        // 58 cells of figures and the picture with both tables' bars.
        #expect(session.screen.contains("flights.parquet") && session.screen.contains("weather.parquet"))
        #expect(session.screen.contains("26,115 rows") && session.screen.contains("336,776 rows"))
        await session.press("Esc M")
        #expect(session.screen.contains("weather.parquet"))
        await session.press("Enter")
        #expect(session.screen.contains("join left") && session.screen.contains("on year"))
    }

    @Test func theProfilesPictureIsWritten() async throws {
        let folder = try TemporaryFolder()
        let session = try await Session([Session.sample("penguins.csv")], size: Size(width: 110, height: 30))
        for (column, words) in [("species", ["Adelie", "Chinstrap"]), ("body_mass_g", ["body_mass_g", "4000"])] {
            await session.press("c")
            await session.type(column)
            await session.press("Enter Tab w C-u")
            await session.type("\(folder.path)/\(column).svg")
            await session.press("Enter")
            let text = try String(contentsOfFile: "\(folder.path)/\(column).svg", encoding: .utf8)
            for word in words { #expect(text.contains(">\(word)<"), "\(column)") }
            await session.press("Esc Esc")
        }
    }

    @Test func theMenuChangesThePicture() async throws {
        let session = try await penguins()
        await session.press("C")
        #expect(try place(session).data?.spec.kind == .bar)
        await session.press("l")
        #expect(try place(session).data?.spec.kind == .stackedBar)
        await session.press("h j Enter")
        await session.type("island")
        await session.press("Enter")
        #expect(try place(session).data?.x.title == "island")
        await session.press("j l")
        // A sum needs a column: the first number is taken.
        #expect(try place(session).spec.measured == "bill_length_mm")
        #expect(try place(session).data?.y.title == "sum(bill_length_mm)")
    }

    @Test func whatCannotBeDrawnIsSaid() async throws {
        let session = try await penguins()
        await session.press("C l l")
        #expect(try place(session).spec.kind == .line)
        #expect(session.screen.contains("A line needs numbers or times along x"))
    }

    @Test func picturesAreWrittenAsFiles() async throws {
        let folder = try TemporaryFolder()
        let session = try await penguins()
        await session.press("C w")
        await session.type(folder.path + "/plot.gif")
        await session.press("Enter")
        #expect(session.screen.contains("End it in .svg or .png"))
        for name in ["plot.svg", "plot.png"] {
            await session.press("C-u")
            await session.type(folder.path + "/" + name)
            await session.press("Enter")
            #expect(FileManager.default.fileExists(atPath: folder.path + "/" + name))
            await session.press("w")
        }
        let svg = try String(contentsOfFile: folder.path + "/plot.svg", encoding: .utf8)
        #expect(svg.contains("Adelie") && svg.contains("rows by species"))
    }

    @Test func chartsAreKeptWithTheirTable() async throws {
        let folder = try TemporaryFolder()
        let database = try DuckDBDatabase.open(warehouse: nil)
        let environment = StudioEnvironment(
            workspaceName: "w", workspacePath: folder.path, folder: Session.samples,
            connect: {
                guard let connection = try await database.connect() as? DuckDBConnection else {
                    throw Problem("no DuckDB")
                }
                return connection
            }, engines: { throw Problem("no registry here") })
        let session = try await Session(
            [Session.sample("penguins.csv")], environment: environment, size: Size(width: 80, height: 24))
        await session.press("l C s C-u")
        await session.type("Islands / 1")
        await session.press("Enter")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/charts") == ["islands---1.json"])
        let again = try await Session(
            [Session.sample("penguins.csv")], environment: environment, size: Size(width: 80, height: 24))
        await again.press("C G Enter")
        #expect(again.screen.contains("Islands / 1"))
        #expect(try place(again).spec.x == "island")
        let other = try await Session(
            [Session.sample("planes.parquet")], environment: environment, size: Size(width: 80, height: 24))
        await other.press("C")
        #expect(try place(other).saved.isEmpty)
        await again.press("d")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/charts").isEmpty)
    }

    @Test(arguments: sizes) func allCorrelations(size: Size) async throws {
        let session = try await penguins(size)
        await session.press("C c")
        check(session, "correlations")
        await session.press("Enter")
        #expect(try place(session).spec.kind == .scatter || place(session).spec.kind == .box)
        await session.press("Esc Esc m")
        check(session, "missing")
    }

    @Test(arguments: sizes) func whatHasMoved(size: Size) async throws {
        let session = try await penguins(size)
        await session.press("f")
        await session.type("island = 'Biscoe'")
        await session.press("Enter V")
        await session.type("file")
        await session.press("Enter")
        await session.type(Session.relativeSample("penguins.csv"))
        await session.press("Enter")
        check(session, "drift")
        guard case .drift(let view)? = session.state.modals.last else { throw Problem("no comparison") }
        #expect(view.isDone && view.report?.firstRows == 344 && view.report?.secondRows == 168)
        #expect(view.report?.columns.first?.lostCount == 2)
        await session.press("j Esc")
        #expect(session.state.modals.isEmpty)
    }
}
