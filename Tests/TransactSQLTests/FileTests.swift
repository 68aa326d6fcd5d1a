import Foundation
import Testing

@testable import TransactSQL

/// The statements that Synapse's documentation is made of, over files of our own.
@Suite struct FileTests {
    private let settings = Harness.settings([
        "https://acc.blob.core.windows.net/lake": Harness.fixtures,
        "abfss://samples@acc.dfs.core.windows.net": Harness.samples,
    ])

    private func rows(_ script: String) async throws -> [[String?]] {
        try await Harness().run(script, settings: settings)
    }

    @Test func readsParquet() async throws {
        let plain = try await rows(
            "SELECT COUNT_BIG(*) FROM OPENROWSET(BULK 'https://acc.dfs.core.windows.net/samples/planes.parquet', FORMAT = 'PARQUET') AS [result]"
        )
        #expect(plain == [["3322"]])
        let typed = try await rows(
            "SELECT TOP 1 * FROM OPENROWSET(BULK 'abfss://samples@acc.dfs.core.windows.net/planes.parquet', FORMAT='PARQUET') WITH (tailnum varchar(10) COLLATE Latin1_General_100_BIN2_UTF8, seats smallint) AS r ORDER BY seats DESC, tailnum"
        )
        #expect(typed[0][1] == "450")
        let several = try await rows(
            "SELECT COUNT(*) FROM OPENROWSET(BULK ('\(Harness.samples)/planes.parquet', '\(Harness.samples)/planes.parquet'), FORMAT = 'PARQUET') AS r"
        )
        #expect(several == [["6644"]])
    }

    @Test func readsCSV() async throws {
        let source =
            "OPENROWSET(BULK 'https://acc.blob.core.windows.net/lake/csv/population.csv', FORMAT = 'CSV', PARSER_VERSION = '2.0', FIELDTERMINATOR = ',', ROWTERMINATOR = '\\n')"
        #expect(
            try await rows(
                "SELECT SUM(population) FROM \(source) WITH ([code] VARCHAR (5), [name] VARCHAR (100), [year] smallint, population bigint) AS r WHERE [year] = 2019"
            ) == [["92000000"]])
        #expect(
            try await rows(
                "SELECT name FROM \(source) WITH (name varchar(100) COLLATE Latin1_General_BIN2 2) AS r WHERE name LIKE 'Ger%'"
            ) == [["Germany, Federal"]])
        #expect(
            try await rows("SELECT C1, C4 FROM \(source) AS r ORDER BY C1") == [
                ["AT", "9000000"], ["DE", "83000000"], ["FR", "67000000"],
            ])
        let tooLong = await Harness.problem("SELECT * FROM \(source) WITH (code varchar(1)) AS r", settings: settings)
        #expect(tooLong?.message.contains("'code'") == true)
    }

    @Test func tellsPathsOfFiles() async throws {
        let source =
            "OPENROWSET(BULK 'taxi/year=*/month=*/*.csv', DATA_SOURCE = 'demo', FORMAT = 'CSV', PARSER_VERSION = '2.0', HEADER_ROW = TRUE)"
        let script = """
            CREATE EXTERNAL DATA SOURCE demo WITH (LOCATION = 'https://acc.blob.core.windows.net/lake');
            GO
            SELECT r.filepath(1) AS y, r.filepath(2) AS m, r.filename() AS f, r.filepath() AS p, COUNT(*) AS n, SUM(CAST(fare AS decimal(8,2))) AS s
            FROM \(source) AS [r] WHERE r.filepath(1) IN ('2017', '2018') GROUP BY r.filepath(1), r.filepath(2), r.filename(), r.filepath() ORDER BY y
            """
        #expect(
            try await rows(script) == [
                [
                    "2017", "9", "a.csv", "https://acc.blob.core.windows.net/lake/taxi/year=2017/month=9/a.csv", "2",
                    "30.50",
                ],
                [
                    "2018", "1", "b.csv", "https://acc.blob.core.windows.net/lake/taxi/year=2018/month=1/b.csv", "1",
                    "7.25",
                ],
            ])
        #expect(
            try await rows(
                "CREATE EXTERNAL DATA SOURCE demo WITH (LOCATION = 'https://acc.blob.core.windows.net/lake');\nGO\nSELECT TOP 1 * FROM \(source) AS r ORDER BY vendor DESC"
            )[0].count == 2)
    }

    @Test func readsJSONThroughCSV() async throws {
        let lines =
            "OPENROWSET(BULK 'https://acc.blob.core.windows.net/lake/cases.jsonl', FORMAT = 'CSV', FIELDTERMINATOR = '0x0b', FIELDQUOTE = '0x0b') WITH (doc nvarchar(max)) AS rows"
        #expect(
            try await rows(
                "SELECT JSON_VALUE(doc, '$.geo_id'), CAST(JSON_VALUE(doc, '$.cases') AS int) FROM \(lines) ORDER BY 1")
                == [["AF", "3"], ["RS", "7"]])
        #expect(
            try await rows(
                "SELECT cases FROM \(lines) CROSS APPLY OPENJSON(doc) WITH (cases int, country varchar(10) '$.geo_id') WHERE country = 'rs'"
            ) == [["7"]])
        let whole =
            "OPENROWSET(BULK 'https://acc.blob.core.windows.net/lake/cases.json', FORMAT = 'CSV', FIELDTERMINATOR = '0x0b', FIELDQUOTE = '0x0b', ROWTERMINATOR = '0x0b') WITH (doc nvarchar(max)) AS rows"
        #expect(
            try await rows("SELECT SUM(j.cases) FROM \(whole) CROSS APPLY OPENJSON(doc) WITH (cases int) AS j") == [
                ["10"]
            ])
    }

    @Test func makesExternalTables() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tsql-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let settings = Harness.settings([
            "https://acc.blob.core.windows.net/lake": Harness.fixtures, "https://acc.blob.core.windows.net/out": folder,
        ])
        let harness = try await Harness()
        let script = """
            CREATE EXTERNAL DATA SOURCE demo WITH (LOCATION = 'https://acc.blob.core.windows.net/lake', CREDENTIAL = c);
            CREATE EXTERNAL DATA SOURCE results WITH (LOCATION = 'https://acc.blob.core.windows.net/out');
            CREATE EXTERNAL FILE FORMAT quoted WITH (FORMAT_TYPE = DELIMITEDTEXT, FORMAT_OPTIONS (FIELD_TERMINATOR = ',', STRING_DELIMITER = '"'));
            CREATE EXTERNAL FILE FORMAT pq WITH (FORMAT_TYPE = PARQUET, DATA_COMPRESSION = 'org.apache.hadoop.io.compress.SnappyCodec');
            GO
            CREATE EXTERNAL TABLE population ([code] varchar(5) COLLATE Latin1_General_BIN2, [name] varchar(100), [year] smallint, [people] bigint)
            WITH (LOCATION = 'csv/population.csv', DATA_SOURCE = demo, FILE_FORMAT = quoted);
            GO
            CREATE EXTERNAL TABLE big WITH (LOCATION = 'big/', DATA_SOURCE = results, FILE_FORMAT = pq) AS SELECT code, people FROM population WHERE people > 10000000;
            GO
            SELECT b.code, (SELECT COUNT(*) FROM population WHERE code = 'de'), (SELECT COUNT(*) FROM population WHERE name = 'AUSTRIA') FROM big b ORDER BY 1;
            """
        #expect(try await harness.run(script, settings: settings) == [["DE", "0", "1"], ["FR", "0", "1"]])
        #expect(FileManager.default.fileExists(atPath: folder + "/big/part-00000.parquet"))
        let again = await harness.problem(
            "CREATE EXTERNAL TABLE twice WITH (LOCATION = 'big/', DATA_SOURCE = results, FILE_FORMAT = pq) AS SELECT 1 AS a",
            settings: settings)
        #expect(again?.message.contains("not empty") == true)
        #expect(
            try await harness.run(
                "DROP EXTERNAL TABLE big; DROP EXTERNAL DATA SOURCE results; SELECT COUNT(*) FROM sys.views WHERE name = 'big'",
                settings: settings) == [["0"]])
    }

    @Test func copiesIntoTables() async throws {
        let script = """
            CREATE TABLE dbo.countries (code char(2), people bigint, year smallint);
            COPY INTO dbo.countries (code 1, people 4, year 3) FROM 'https://acc.dfs.core.windows.net/lake/csv/*.csv' WITH (FILE_TYPE = 'CSV', FIELDQUOTE = '"');
            SELECT code, people FROM dbo.countries WHERE year = 2018;
            """
        #expect(try await rows(script) == [["FR", "67000000"]])
    }

    @Test func saysHowToMapStorage() async {
        let problem = await Harness.problem(
            "SELECT *\nFROM OPENROWSET(BULK 'https://other.dfs.core.windows.net/c/x.parquet', FORMAT = 'PARQUET') AS r")
        #expect(problem?.position.line == 2)
        #expect(problem?.hint.contains("--location https://other.dfs.core.windows.net/c=") == true)
    }
}
