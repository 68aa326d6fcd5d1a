import Screen
import Tabular
import Testing

@testable import Studio

@Suite struct BrowseSessionTests {
    @Test func look() throws {
        let session = try Session([Session.sample("flights.parquet")])
        print(session.screen)
        session.press("j j l G")
        print(session.screen)
        let wide = try Session([Session.sample("penguins.csv")], size: Size(width: 140, height: 42))
        print(wide.screen)
        wide.press("j Enter")
        print(wide.screen)
        let tiny = try Session([Session.sample("penguins.csv")], size: Size(width: 20, height: 4))
        print(tiny.screen)
    }
}
