import Testing

@testable import TransactSQL

/// Values that T-SQL's documentation gives, or that its rules give by hand.
@Suite struct ExpressionTests {
    static let arithmeticCases: [(String, String?)] = [
        ("7 / 2", "3"), ("-7 / 2", "-3"), ("7 % 3", "1"), ("-7 % 3", "-1"), ("7 % -3", "1"), ("7 / 2.0", "3.500000"),
        ("2.0 / 3", "0.666666"), ("1 / 3.0", "0.333333"), ("CAST(1 AS decimal(10,2)) / 3", "0.333333"),
        ("CAST(1 AS decimal(10,2)) / CAST(3 AS int)", "0.3333333333333"),
        ("10.0 / 4.0", "2.500000"), ("1.5 + 1", "2.5"), ("1.10 * 2.5", "2.750"), ("'1' + 1", "2"), ("1 + '1'", "2"),
        ("'a' + 'b'", "ab"), ("'a' + NULL", nil), ("CONCAT('a', NULL, 1)", "a1"), ("5 & 3", "1"), ("5 | 3", "7"),
        ("5 ^ 3", "6"), ("~5", "-6"), ("2147483648 + 1", "2147483649"), ("1e0 / 4", "0.25"), ("10 % 2.5", "0.0"),
        ("CAST(200 AS tinyint) + CAST(50 AS tinyint)", "250"), ("CAST(5 AS tinyint) + 300", "305"),
        ("$12.50 * 2", "25.0000"), ("$10 / 3", "3.3333"), ("5 - -3", "8"), ("-(2 + 3) * 2", "-10"),
        ("CAST(1 AS decimal(38,10)) / 3", "0.3333333333"), ("2 * 3 + 4 / 3", "7"), ("1.0 * 7 / 2", "3.500000"),
        ("100000 * 1000000.0", "100000000000.0"), ("'3.5' * 2.0", "7.00"),
    ]

    @Test(arguments: arithmeticCases) func computes(_ expression: String, _ expected: String?) async throws {
        #expect(try await Harness().value(expression) == expected, "\(expression)")
    }

    static let castCases: [(String, String?)] = [
        ("CAST(1.9 AS int)", "1"), ("CAST(-1.9 AS int)", "-1"), ("CAST('12' AS int)", "12"),
        ("CAST(' 12 ' AS int)", "12"),
        ("CAST('' AS int)", "0"), ("TRY_CAST('abc' AS int)", nil), ("TRY_CAST('1.5' AS int)", nil),
        ("CAST(1.256 AS decimal(5,2))", "1.26"), ("CAST(1.255 AS decimal(5,2))", "1.26"),
        ("CAST(-1.255 AS decimal(5,2))", "-1.26"), ("CAST('abcdef' AS varchar(3))", "abc"),
        ("CAST('ab' AS char(4)) + '|'", "ab  |"), ("CAST(123 AS varchar(2))", "*"), ("CAST(123 AS varchar(5))", "123"),
        ("CAST(3.14159265 AS float)", "3.14159265"), ("CAST(CAST(3.14159265 AS float) AS varchar(20))", "3.14159"),
        ("CAST(CAST(1234567 AS float) AS varchar(20))", "1.23457e+006"), ("CAST($1.5 AS int)", "2"),
        ("CAST($1234.567 AS varchar(20))", "1234.57"), ("CONVERT(varchar(20), $1234567.891, 1)", "1,234,567.89"),
        ("CAST('true' AS bit)", "true"), ("CAST(5 AS bit)", "true"), ("CAST(0 AS bit)", "false"),
        ("CAST(CAST(1 AS bit) AS varchar(5))", "1"), ("CAST(CAST(1 AS bit) AS int) + 1", "2"),
        ("CAST('2024-02-30' AS varchar(20))", "2024-02-30"), ("TRY_CAST('2024-02-30' AS date)", nil),
        ("CAST('20240131' AS date)", "2024-01-31"), ("CAST('01/31/2024' AS date)", "2024-01-31"),
        ("CAST('Jan 31, 2024' AS date)", "2024-01-31"), ("CAST('31 January 2024' AS date)", "2024-01-31"),
        ("CAST('2024-01-31 23:59:59.999' AS datetime)", "2024-02-01 00:00:00"),
        ("CAST('2024-01-31 23:59:59.998' AS datetime)", "2024-01-31 23:59:59.997"),
        ("CAST('2024-01-31 10:00:00.005' AS datetime)", "2024-01-31 10:00:00.007"),
        ("CAST('2024-01-31 12:35:29.998' AS smalldatetime)", "2024-01-31 12:36:00"),
        ("CAST('12:34' AS time)", "12:34:00"), ("CAST('' AS datetime)", "1900-01-01 00:00:00"),
        ("CAST(0 AS datetime)", "1900-01-01 00:00:00"), ("CAST(1.5 AS datetime)", "1900-01-02 12:00:00"),
        ("CAST(CAST('1900-01-03' AS datetime) AS int)", "2"),
        ("CAST(CAST('2024-01-31' AS date) AS datetime)", "2024-01-31 00:00:00"),
        ("CONVERT(varchar(30), CAST('2024-03-05 14:07:09' AS datetime))", "Mar  5 2024  2:07PM"),
        ("CONVERT(varchar, CAST('2024-03-05' AS date), 112)", "20240305"),
        ("CONVERT(varchar, CAST('2024-03-05' AS date), 103)", "05/03/2024"),
        ("CONVERT(varchar(30), CAST('2024-03-05 14:07:09.123' AS datetime), 121)", "2024-03-05 14:07:09.123"),
        ("CONVERT(varchar(30), CAST('2024-03-05 14:07:09.123' AS datetime), 126)", "2024-03-05T14:07:09.123"),
        ("CONVERT(varchar(30), CAST('2024-03-05 14:07:09' AS datetime2(0)), 120)", "2024-03-05 14:07:09"),
        ("CONVERT(varchar(8), CAST('14:07:09' AS time), 108)", "14:07:09"),
        ("CONVERT(date, '05/03/2024', 103)", "2024-03-05"), ("CONVERT(varbinary(4), 'ab')", "ab"),
        ("CONVERT(varchar(10), CONVERT(varbinary(4), 'ab'), 2)", "6162"), ("0xFF", "\\xFF"),
        ("PARSE('1,234.5' AS decimal(10,2))", "1234.50"), ("CAST('1e3' AS float)", "1000.0"),
    ]

    @Test(arguments: castCases) func casts(_ expression: String, _ expected: String?) async throws {
        #expect(try await Harness().value(expression) == expected, "\(expression)")
    }

    static let comparisonCases: [(String, Bool)] = [
        ("'abc' = 'ABC'", true), ("'abc' = 'abc   '", true), ("'a' < 'B'", true), ("'é' = 'e'", false),
        ("'abc' = 'ABC' COLLATE Latin1_General_100_BIN2_UTF8", false),
        ("'abc ' COLLATE Latin1_General_BIN2 = 'abc'", true),
        ("'é' = 'E' COLLATE Latin1_General_100_CI_AI", true), ("'10' = 10", true), ("CAST(1 AS bit) = 1", true),
        ("'2024-01-31' = CAST('2024-01-31' AS date)", true), ("NULL = NULL", false), ("'abc' LIKE 'A%'", true),
        ("'abc' LIKE '[a-c]bc'", true), ("'abc' LIKE '[^a]bc'", false), ("'50%' LIKE '50!%' ESCAPE '!'", true),
        ("'a_c' LIKE 'a[_]c'", true), ("'axc' LIKE 'a[_]c'", false),
        ("'abc' COLLATE Latin1_General_BIN2 LIKE 'A%'", false),
        ("'x' IN ('X', 'y')", true), ("'b' BETWEEN 'A' AND 'C'", true), ("3 NOT IN (1, 2)", true), ("1.0 = 1", true),
        ("EXISTS (SELECT 1)", true), ("2 > ALL (SELECT 1 UNION ALL SELECT 0)", true), ("'a' IN (SELECT 'A')", true),
        ("NOT (1 = 1 AND 2 = 3)", true), ("1 IS NOT NULL", true), ("NULL IS NOT DISTINCT FROM NULL", true),
        ("'a' <> 'A'", false), ("N'ä' = 'Ä'", true), ("'a%' LIKE 'a' + '%'", true), ("'a[1]' LIKE 'a[[]1]'", true),
        ("'abc' LIKE 'a' + '[a-z]c'", true),
    ]

    @Test(arguments: comparisonCases) func compares(_ condition: String, _ expected: Bool) async throws {
        let value = try await Harness().value("CASE WHEN \(condition) THEN 1 ELSE 0 END")
        #expect(value == (expected ? "1" : "0"), "\(condition)")
    }
}
