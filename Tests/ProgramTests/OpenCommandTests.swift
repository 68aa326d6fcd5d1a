import Foundation
import Testing

/// `atelier open`: what it says of a source, and how it ends.
@Suite struct OpenCommandTests {
    let program: Program
    private static let fixtures = Program.root.appending(path: "Tests/DuckDBEngineTests/Fixtures").path

    init() throws { program = try Program() }

    private func columns(_ outcome: Program.Outcome) -> [String] {
        (outcome.json["columns"] as? [[String: String]] ?? []).map { "\($0["name"] ?? "") \($0["type"] ?? "")" }
    }

    @Test func aCSVFileIsDescribed() throws {
        defer { program.remove() }
        let file = try program.write("id,code,when\n1,007,2024-01-02\n2,x,2024-01-03\n", to: "a.csv")
        let outcome = try program.run("open", file, "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.json["format"] as? String == "csv" && outcome.json["rows"] as? Int == 2)
        #expect(columns(outcome) == ["id BIGINT", "code VARCHAR", "when DATE"])
        #expect((outcome.json["fingerprint"] as? String)?.hasPrefix("files:1:") == true)
        #expect(outcome.json["notes"] != nil && outcome.json["rejects"] as? Int == 0)
        let text = try program.run("open", file, "--rows", "1")
        #expect(text.output.contains("2 rows, 3 columns") && text.output.contains("007"))
        #expect(!text.output.contains("2024-01-03"))
    }

    @Test func aFileThatIsNotThereFails() throws {
        defer { program.remove() }
        #expect(try program.run("open", program.path("no.csv")).status == 1)
        #expect(try program.run("open").status == 2)
    }

    @Test func theTablesOfAWorkbookAreListed() throws {
        defer { program.remove() }
        let book = Self.fixtures + "/book.xlsx"
        let listed = try program.run("open", book, "--json")
        #expect(listed.status == 0, "\(listed.errors)")
        let tables = listed.json["tables"] as? [[String: Any]] ?? []
        #expect(tables.map { $0["name"] as? String }.first == "Orders" && tables.count == 5)
        let sheet = try program.run("open", tables[0]["open"] as? String ?? "", "--json")
        #expect(columns(sheet).first == "id BIGINT" && sheet.json["rows"] as? Int == 4)
        // Elsewhere one has to be named.
        let profile = try program.run("profile", book)
        #expect(profile.status == 2 && profile.errors.contains("#Orders"))
        #expect(try program.value("SELECT count(*) FROM read_xlsx('\(book)', sheet='Orders')") == "4")
    }

    @Test func anExtensionThatIsMissingIsNeverFetchedUnasked() throws {
        defer { program.remove() }
        var bare = program
        bare.extra = ["ATELIER_EXTENSIONS": program.path("none")]
        let outcome = try bare.run("open", Self.fixtures + "/book.xlsx#Orders")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("atelier extensions fetch excel"))
        #expect(!FileManager.default.fileExists(atPath: program.path("none")))
        let list = try bare.run("extensions", "list", "--json").jsonRows
        #expect(list.count == 6 && list.allSatisfy { $0["path"] == nil })
        #expect(try bare.run("extensions", "fetch", "exel").status == 2)
        #expect(try bare.run("sql", "FROM 'http://127.0.0.1:1/a.parquet'").errors.contains("fetch httpfs"))
    }

    @Test func httpIsRead() throws {
        defer { program.remove() }
        let file = try program.write("a;b\n1,5;x\n2,5;y\n", to: "a.csv")
        try program.run("sql", "COPY (SELECT range AS n FROM range(1000)) TO '\(program.path("n.parquet"))'")
        let server = try Server("serve_files.py", program.folder.path)
        defer { try? server.stop() }
        let csv = try program.run("open", server.address + "/a.csv", "--json")
        #expect(csv.status == 0, "\(csv.errors)")
        // The same reading as of the file itself.
        #expect(try columns(csv) == columns(program.run("open", file, "--json")))
        #expect((csv.json["notes"] as? [String])?.contains { $0.contains("over the network") } == true)
        let parquet = try program.run("profile", server.address + "/n.parquet", "--json")
        #expect(parquet.json["rows"] as? Int == 1000, "\(parquet.errors)")
        let sum = try program.value("SELECT sum(n) FROM '\(server.address)/n.parquet'")
        #expect(sum == "499500")
        let missing = try program.run("open", server.address + "/no.csv")
        #expect(missing.status == 1 && missing.errors.contains("nothing at this address"))
    }

    @Test func whatCannotBeReachedEndsWithItsOwnCode() throws {
        defer { program.remove() }
        for name in ["a.csv", "a.parquet"] {
            let refused = try program.run("open", "http://127.0.0.1:1/\(name)")
            #expect(refused.status == 3 && refused.errors.contains("cannot reach 127.0.0.1"), "\(refused.errors)")
        }
        let server = try Server("stay_silent.py")
        defer { try? server.stop() }
        var patient = program
        patient.extra = ["ATELIER_TIMEOUT": "1"]
        let silent = try patient.run("open", server.address + "/a.parquet")
        #expect(silent.status == 4 && silent.errors.contains("did not answer in time"), "\(silent.errors)")
    }

    @Test func s3IsReadWithKeysOfTheEnvironment() throws {
        defer { program.remove() }
        let lake = program.path("lake")
        for month in ["01", "02"] {
            let folder = "\(lake)/sales/month=\(month)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try program.run("sql", "COPY (SELECT range AS n FROM range(10)) TO '\(folder)/part.parquet'")
        }
        try Data("a,b\n1,x\n".utf8).write(to: URL(filePath: lake + "/a.csv"))
        let server = try Server("serve_s3.py", lake)
        defer { try? server.stop() }
        var cloud = program
        cloud.extra = [
            "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "not-to-be-seen", "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": server.address,
        ]
        let folder = try cloud.run("open", "s3://lake/sales/", "--json")
        #expect(folder.status == 0, "\(folder.errors)")
        #expect(folder.json["rows"] as? Int == 20 && columns(folder) == ["n BIGINT", "month VARCHAR"])
        #expect(try columns(cloud.run("open", "s3://lake/a.csv", "--json")) == ["a BIGINT", "b VARCHAR"])
        #expect(try cloud.value("SELECT sum(n) FROM 's3://lake/sales/*/*.parquet'") == "90")
        let missing = try cloud.run("open", "s3://lake/no.parquet")
        #expect(missing.status == 1 && !missing.errors.contains("not-to-be-seen"))
        // No secret stays behind.
        let kept = FileManager.default.enumerator(atPath: program.workspace)?.allObjects as? [String] ?? []
        for name in kept {
            let data = FileManager.default.contents(atPath: program.workspace + "/" + name) ?? Data()
            #expect(data.range(of: Data("not-to-be-seen".utf8)) == nil, "\(name)")
        }
    }

    @Test func aDatabaseInUseIsSaid() throws {
        defer { program.remove() }
        let file = program.path("busy.duckdb")
        try program.run("sql", "ATTACH '\(file)' AS b; CREATE TABLE b.t AS SELECT 1 AS a")
        let holder = try Server("hold_lock.py", file)
        defer { try? holder.stop() }
        #expect(holder.greeting == "held")
        let outcome = try program.run("open", file)
        #expect(outcome.status == 3 && outcome.errors.contains("is in use by another program"), "\(outcome.errors)")
    }
}
