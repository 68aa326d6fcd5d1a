import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

/// A text that is hard to read, and what it holds.
struct AwkwardText: CustomTestStringConvertible, Sendable {
    var name: String
    var bytes: [UInt8]
    var types: [String: String] = [:]
    var names: [String]
    var rows: [[String?]]
    var summary: String = ""
    var testDescription: String { name }

    init(
        _ name: String, _ text: String, names: [String], rows: [[String?]], types: [String: String] = [:],
        summary: String = ""
    ) {
        self.init(name, Array(text.utf8), names: names, rows: rows, types: types, summary: summary)
    }

    init(
        _ name: String, _ bytes: [UInt8], names: [String], rows: [[String?]], types: [String: String] = [:],
        summary: String = ""
    ) {
        (self.name, self.bytes, self.names, self.rows, self.types) = (name, bytes, names, rows, types)
        self.summary = summary
    }

    static func utf16(_ text: String, little: Bool, mark: Bool) -> [UInt8] {
        ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
            let low = UInt8(truncatingIfNeeded: unit)
            let high = UInt8(truncatingIfNeeded: unit >> 8)
            return little ? [low, high] : [high, low]
        }
    }

    static let names: [[String?]] = [["José", "€ 5"], ["x", "a\nb"], ["😀", nil]]
    static let plain = "name,note\nJosé,€ 5\nx,\"a\nb\"\n😀,\n"
    static let long = (1...40).map { "\($0);\($0),5;Ort \($0)" }.joined(separator: "\n")

    static let all: [AwkwardText] = [
        AwkwardText(
            "utf-16 le with mark", utf16(plain, little: true, mark: true), names: ["name", "note"], rows: names,
            summary: "comma, quote \", header, UTF-16 LE with BOM, 2 columns x 3 rows"),
        AwkwardText(
            "utf-16 be with mark", utf16(plain, little: false, mark: true), names: ["name", "note"], rows: names),
        AwkwardText("utf-16 le", utf16(plain, little: true, mark: false), names: ["name", "note"], rows: names),
        AwkwardText(
            "utf-16 be", utf16(plain, little: false, mark: false), names: ["name", "note"], rows: names,
            summary: "comma, quote \", header, UTF-16 BE, 2 columns x 3 rows"),
        AwkwardText(
            "utf-8 with mark", "\u{FEFF}a,b\n1,2\n", names: ["a", "b"], rows: [["1", "2"]],
            summary: "comma, quote \", header, UTF-8 with BOM, 2 columns x 1 row"),
        AwkwardText(
            "windows-1252", Array("a,b\n".utf8) + [0x93, 0x71, 0x94, 0x2C, 0x80, 0xE9, 0x0A], names: ["a", "b"],
            rows: [["“q”", "€é"]], summary: "comma, quote \", header, Windows-1252, 2 columns x 1 row"),
        AwkwardText(
            "latin-1", Array("a,b\n".utf8) + [0xE9, 0x2C, 0x31, 0x0A], names: ["a", "b"], rows: [["é", "1"]],
            summary: "comma, quote \", header, Latin-1, 2 columns x 1 row"),
        AwkwardText("cr", "a,b\r1,\"x\ny\"\r3,4\r", names: ["a", "b"], rows: [["1", "x\ny"], ["3", "4"]]),
        AwkwardText(
            "mixed line ends", "a,b\r\n1,2\n3,\"x\r\ny\"\r5,6\r\n", names: ["a", "b"],
            rows: [["1", "2"], ["3", "x\r\ny"], ["5", "6"]]),
        AwkwardText(
            "titles", "Sales of the year\nmade by the office\n\nname,sum,note\nA,1,x\nB,2,y\n",
            names: ["name", "sum", "note"], rows: [["A", "1", "x"], ["B", "2", "y"]], types: ["sum": "BIGINT"],
            summary: "comma, quote \", header, UTF-8, 3 lines before the header, 3 columns x 2 rows"),
        AwkwardText(
            "titles with commas",
            "Made on 2024-01-01\nSource: ACME, Inc.\n\nid,name,sum\n"
                + (1...12).map { "\($0),n\($0),\($0).5\n" }.joined(),
            names: ["id", "name", "sum"], rows: (1...12).map { ["\($0)", "n\($0)", "\($0).5"] },
            types: ["id": "BIGINT", "sum": "DOUBLE"],
            summary: "comma, quote \", header, UTF-8, 3 lines before the header, 3 columns x 12 rows"),
        AwkwardText(
            "prose below semicolons",
            "id;text\n" + (0..<9).map { "\($0);Hello, this is, a text, with commas\n" }.joined(),
            names: ["id", "text"], rows: (0..<9).map { ["\($0)", "Hello, this is, a text, with commas"] },
            types: ["id": "BIGINT"], summary: "semicolon, quote \", header, UTF-8, 2 columns x 9 rows"),
        AwkwardText(
            "single quotes around commas", "id,name\n" + (0..<9).map { "\($0),'a, \($0)'\n" }.joined(),
            names: ["id", "name"], rows: (0..<9).map { ["\($0)", "a, \($0)"] },
            summary: "comma, quote ', header, UTF-8, 2 columns x 9 rows"),
        AwkwardText(
            "two tables", "a,b\n1,2\n3,4\n\n\nx,y,z\n5,6,7\n8,9,10\n", names: ["a", "b", "column3"],
            rows: [
                ["1", "2", nil], ["3", "4", nil], ["x", "y", "z"], ["5", "6", "7"], ["8", "9", "10"],
            ]),
        AwkwardText(
            "padded titles", "Report,,,\n,,,\nname,sum,note,x\nA,1,x,2\nB,2,y,3\n",
            names: ["name", "sum", "note", "x"],
            rows: [["A", "1", "x", "2"], ["B", "2", "y", "3"]]),
        AwkwardText(
            "comments", "# made by hand, in a hurry\n# twice\na,b\n1,2\n3,4\n", names: ["a", "b"],
            rows: [["1", "2"], ["3", "4"]]),
        AwkwardText(
            "a header that is a comment", "# about\n#id\tname\tsize\n1\tx\t2\n2\ty\t3\n",
            names: ["id", "name", "size"],
            rows: [["1", "x", "2"], ["2", "y", "3"]]),
        AwkwardText("leading blank lines", "\n\n\na,b\n1,2\n", names: ["a", "b"], rows: [["1", "2"]]),
        AwkwardText(
            "runs of blank lines", "a,b\n1,2\n\n\n\n3,4\n\n\n", names: ["a", "b"], rows: [["1", "2"], ["3", "4"]]),
        AwkwardText(
            "decimal commas", "id;price;place\n" + long, names: ["id", "price", "place"],
            rows: (1...40).map { ["\($0)", "\($0).5", "Ort \($0)"] }, types: ["price": "DOUBLE"],
            summary: "semicolon, quote \", header, UTF-8, decimal comma, 3 columns x 40 rows"),
        AwkwardText(
            "thousands in quotes", "a,b\n\"1,234,567\",x\n\"1,000\",y\n12,z\n", names: ["a", "b"],
            rows: [["1234567", "x"], ["1000", "y"], ["12", "z"]], types: ["a": "BIGINT"],
            summary: "comma, quote \", header, UTF-8, thousands comma, 2 columns x 3 rows"),
        AwkwardText(
            "points between thousands", "a;b\n1.234.567,5;x\n1.000,25;y\n7,5;z\n", names: ["a", "b"],
            rows: [["1234567.5", "x"], ["1000.25", "y"], ["7.5", "z"]], types: ["a": "DOUBLE"]),
        AwkwardText(
            "spaces between thousands", "a;b\n1 234;x\n12 345 678;y\n", names: ["a", "b"],
            rows: [["1234", "x"], ["12345678", "y"]], types: ["a": "BIGINT"]),
        AwkwardText(
            "day first", "d,v\n31/12/2024,1\n01/02/2024,2\n", names: ["d", "v"],
            rows: [["2024-12-31", "1"], ["2024-02-01", "2"]], types: ["d": "DATE"]),
        AwkwardText(
            "month first with times", "d,v\n12/31/2024 9:05 PM,1\n01/02/2024 10:00 AM,2\n", names: ["d", "v"],
            rows: [["2024-12-31 21:05:00", "1"], ["2024-01-02 10:00:00", "2"]], types: ["d": "TIMESTAMP"]),
        AwkwardText(
            "points in dates", "d;v\n31.12.2024 08:15;1\n01.02.2024 09:00;2\n", names: ["d", "v"],
            rows: [["2024-12-31 08:15:00", "1"], ["2024-02-01 09:00:00", "2"]], types: ["d": "TIMESTAMP"]),
        AwkwardText(
            "year first with slashes", "d,v\n2024/12/31,1\n2024/1/2,2\n", names: ["d", "v"],
            rows: [["2024-12-31", "1"], ["2024-01-02", "2"]], types: ["d": "DATE"]),
        AwkwardText(
            "day or month", "d,v\n01/02/2024,1\n03/04/2024,2\n", names: ["d", "v"],
            rows: [["01/02/2024", "1"], ["03/04/2024", "2"]], types: ["d": "VARCHAR"]),
        AwkwardText(
            "ids", "zip,key,acc\n01234,1E5,12345678901234567890123456789012345678901\n99999,2E7,2\n",
            names: ["zip", "key", "acc"],
            rows: [["01234", "1E5", "12345678901234567890123456789012345678901"], ["99999", "2E7", "2"]],
            types: ["zip": "VARCHAR", "key": "VARCHAR", "acc": "VARCHAR"]),
        AwkwardText(
            "single column", "name\nJane Doe\nJohn Roe\nMax Poe\n", names: ["name"],
            rows: [["Jane Doe"], ["John Roe"], ["Max Poe"]]),
        AwkwardText(
            "prose", "First of all, this, here, is text.\nThe next line has no marks\nBut this: one; has, all\n",
            names: ["First of all, this, here, is text."],
            rows: [["The next line has no marks"], ["But this: one; has, all"]]),
        AwkwardText(
            "a column of decimal commas", "price\n1,5\n2,25\n", names: ["price"], rows: [["1.5"], ["2.25"]],
            types: ["price": "DOUBLE"]),
        AwkwardText(
            "few lines that differ in width", "a,b\n1,2\n3\n4,5,6\n7,8\n", names: ["a", "b"],
            rows: [["1", "2"], ["3", nil], ["7", "8"]]),
        AwkwardText(
            "backslashes", #"a,b"# + "\n" + #""say \"x\", or y",1"# + "\n", names: ["a", "b"],
            rows: [[#"say "x", or y"#, "1"]]),
        AwkwardText(
            "single quotes", "a,b\n'x, y',1\n'z',2\n", names: ["a", "b"], rows: [["x, y", "1"], ["z", "2"]]),
        AwkwardText(
            "stray quote", "a,b\n1,\"x\"\n2,\"p\"q\n3,\"z, z\"\n4,\"1, 2\"\n", names: ["a", "b"],
            rows: [["1", "x"], ["3", "z, z"], ["4", "1, 2"]],
            summary: "comma, quote \", header, UTF-8, 2 columns x 3 rows, 1 line differs: line 3, stray quote"),
        AwkwardText(
            "rows with names", "\"x\",\"y\"\n\"r1\",1,2\n\"r2\",3,4\n", names: ["row", "x", "y"],
            rows: [["r1", "1", "2"], ["r2", "3", "4"]]),
        AwkwardText(
            "nothing in quotes", "a,b\n\"\",1\n,2\nx,\n", names: ["a", "b"],
            rows: [["", "1"], [nil, "2"], ["x", nil]],
            types: ["b": "BIGINT"]),
        AwkwardText(
            "everything in quotes", "\"a\",\"b\"\n\"1\",\"x\"\n\"\",\"y\"\n\"3\",\"\"\n", names: ["a", "b"],
            rows: [["1", "x"], [nil, "y"], ["3", nil]], types: ["a": "BIGINT"]),
        AwkwardText(
            "numbers of nothing in quotes", "a,b\n1,x\n\"\",y\n3,z\n", names: ["a", "b"],
            rows: [["1", "x"], [nil, "y"], ["3", "z"]], types: ["a": "BIGINT"]),
        AwkwardText("NUL", "a,b\n1,x\u{0}y\n2,z\n", names: ["a", "b"], rows: [["1", "x\u{0}y"], ["2", "z"]]),
        AwkwardText(
            "names that are SQL", "\"a\"\"; DROP TABLE x; --\",select,it's\n1,2,3\n",
            names: ["a\"; DROP TABLE x; --", "select", "it's"], rows: [["1", "2", "3"]]),
        AwkwardText(
            "values that are escape sequences", "a,b\n\u{1B}[31mred,1\n\u{7}bell,2\n", names: ["a", "b"],
            rows: [["\u{1B}[31mred", "1"], ["\u{7}bell", "2"]]),
        AwkwardText(
            "wide after a while",
            "n,t\n" + (0..<90).map { "\($0),x" }.joined(separator: "\n") + "\n"
                + (0..<30).map { "\($0),x,y" }.joined(separator: "\n") + "\n", names: ["n", "t", "column3"],
            rows: (0..<90).map { ["\($0)", "x", nil] } + (0..<30).map { ["\($0)", "x", "y"] }),
        AwkwardText(
            "no header", "1,2024-01-01\n2,2024-01-02\n", names: ["column1", "column2"],
            rows: [["1", "2024-01-01"], ["2", "2024-01-02"]]),
        AwkwardText(
            "times", "t,v\n09:05:00,1\n10:00:00,2\n", names: ["t", "v"],
            rows: [["09:05:00", "1"], ["10:00:00", "2"]], types: ["t": "TIME"]),
        AwkwardText(
            "spaces", "1.5 2.5 3.5\n4.5 5.5 6.5\n7 8 9\n", names: ["column1", "column2", "column3"],
            rows: [["1.5", "2.5", "3.5"], ["4.5", "5.5", "6.5"], ["7.0", "8.0", "9.0"]]),
        AwkwardText(
            "short text with a short line that is no number", "a,b\n1,2\nx\n", names: ["a", "b"],
            rows: [["1", "2"], ["x", nil]], types: ["a": "VARCHAR"]),
    ]
}

@Suite struct AwkwardCSVTests {
    @Test(arguments: AwkwardText.all)
    func awkwardTextIsRead(_ text: AwkwardText) async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = folder.path + "/t.csv"
        try Data(text.bytes).write(to: URL(fileURLWithPath: path))
        let table = try await connection.open(SourceLocation(path))
        let notes = Comment(rawValue: (table.notes + [table.reading?.summary ?? ""]).joined(separator: "\n"))
        #expect(table.schema.names == text.names, notes)
        for (name, type) in text.types { #expect(table.schema[name]?.type.name == type, notes) }
        #expect(try await connection.page(of: table.relation, rows: 0..<1000, columns: nil).texts == text.rows, notes)
        #expect(table.rowCount == text.rows.count, notes)
        if !text.summary.isEmpty { #expect(table.reading?.summary == text.summary, notes) }
        let loaded = try await connection.load(table) { _ in }
        #expect(try await connection.page(of: loaded.relation, rows: 0..<1000, columns: nil).texts == text.rows, notes)
    }
}
