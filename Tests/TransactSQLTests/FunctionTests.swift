import Testing

@testable import TransactSQL

/// Functions by their documented results.
@Suite struct FunctionTests {
    static let stringCases: [(String, String?)] = [
        ("LEN('abc  ')", "3"), ("DATALENGTH('abc  ')", "5"), ("DATALENGTH(N'abc')", "6"), ("DATALENGTH(1)", "4"),
        ("LEFT('abcdef', 3)", "abc"), ("RIGHT('abcdef', 2)", "ef"), ("SUBSTRING('abcdef', 2, 3)", "bcd"),
        ("SUBSTRING('abcdef', 0, 3)", "ab"), ("SUBSTRING('abcdef', -1, 3)", "a"), ("CHARINDEX('C', 'abcabc')", "3"),
        ("CHARINDEX('c', 'abcabc', 4)", "6"), ("CHARINDEX('x', 'abc')", "0"), ("PATINDEX('%[0-9]%', 'ab12')", "3"),
        ("PATINDEX('ab%', 'abc')", "1"), ("PATINDEX('%x%', 'abc')", "0"), ("PATINDEX('%c', 'abc')", "3"),
        ("REPLACE('aAbA', 'a', 'x')", "xxbx"), ("STUFF('abcdef', 2, 3, 'XY')", "aXYef"),
        ("STUFF('abc', 5, 1, 'x')", nil),
        ("REPLICATE('ab', 3)", "ababab"), ("REPLICATE('a', -1)", nil), ("'[' + SPACE(3) + ']'", "[   ]"),
        ("REVERSE('abc')", "cba"), ("UPPER('aé')", "AÉ"), ("LTRIM('  a ') + '|'", "a |"), ("TRIM('  a ') + '|'", "a|"),
        ("TRIM('.,' FROM ',.a.')", "a"), ("TRIM(LEADING '0' FROM '0070')", "70"),
        ("CONCAT_WS('-', 1, NULL, 'b')", "1-b"),
        ("QUOTENAME('a]b')", "[a]]b]"), ("QUOTENAME('a''b', '''')", "'a''b'"), ("STR(123.456, 8, 2)", "  123.46"),
        ("STR(12345, 3)", "***"), ("ASCII('A')", "65"), ("CHAR(65)", "A"), ("UNICODE(N'é')", "233"),
        ("NCHAR(233)", "é"),
        ("TRANSLATE('2*[3+4]', '[]', '()')", "2*(3+4)"), ("FORMAT(1234.567, 'N2')", "1,234.57"),
        ("FORMAT(0.125, 'P1')", "12.5 %"),
        ("FORMAT(1234.5, '#,##0.00')", "1,234.50"), ("FORMAT(7, '000')", "007"), ("FORMAT(7, 'D3')", "007"),
        ("FORMAT(-5.5, 'C')", "($5.50)"), ("FORMAT(CAST('2024-03-05' AS date), 'yyyy-MM-dd')", "2024-03-05"),
        ("FORMAT(CAST('2024-03-05 14:07:09' AS datetime2), 'dd MMM yyyy hh:mm tt')", "05 Mar 2024 02:07 PM"),
        ("FORMAT(CAST('2024-03-05' AS date), 'd')", "3/5/2024"), ("FORMAT(255, 'X')", "FF"),
        ("STRING_ESCAPE('a\"b', 'json')", "a\\\"b"),
        ("CONVERT(varchar(40), HASHBYTES('MD5', 'abc'), 2)", "900150983CD24FB0D6963F7D28E17F72"),
    ]

    @Test(arguments: stringCases) func strings(_ expression: String, _ expected: String?) async throws {
        #expect(try await Harness().value(expression) == expected, "\(expression)")
    }

    static let dateCases: [(String, String?)] = [
        ("DATEADD(month, 1, CAST('2024-01-31' AS date))", "2024-02-29"),
        ("DATEADD(day, -1, CAST('2024-03-01' AS date))", "2024-02-29"),
        ("DATEADD(hour, 25, CAST('2024-01-01' AS datetime2))", "2024-01-02 01:00:00"),
        ("DATEADD(quarter, 1, '2024-01-15')", "2024-04-15 00:00:00"),
        ("DATEADD(week, 2, CAST('2024-01-01' AS date))", "2024-01-15"),
        ("DATEADD(yy, 1, CAST('2024-02-29' AS date))", "2025-02-28"),
        ("DATEDIFF(year, '2023-12-31', '2024-01-01')", "1"), ("DATEDIFF(month, '2024-01-31', '2024-02-01')", "1"),
        ("DATEDIFF(day, '2024-01-01 23:59', '2024-01-02 00:01')", "1"),
        ("DATEDIFF(week, '2024-01-06', '2024-01-07')", "1"),
        ("DATEDIFF(week, '2024-01-07', '2024-01-13')", "0"),
        ("DATEDIFF(hour, '2024-01-01 10:59', '2024-01-01 11:00')", "1"),
        ("DATEDIFF(second, '2024-01-01', '2024-01-02')", "86400"),
        ("DATEDIFF_BIG(ms, '2000-01-01', '2024-01-01')", "757382400000"),
        ("DATEDIFF(day, '2024-01-05', '2024-01-01')", "-4"), ("DATEDIFF(quarter, '2024-03-31', '2024-04-01')", "1"),
        ("DATEPART(weekday, '2024-01-07')", "1"), ("DATEPART(week, '2024-01-07')", "2"),
        ("DATEPART(week, '2024-01-06')", "1"),
        ("DATEPART(iso_week, '2024-12-30')", "1"), ("DATEPART(dayofyear, '2024-12-31')", "366"),
        ("DATEPART(millisecond, CAST('2024-01-01 00:00:01.123' AS datetime2))", "123"),
        ("DATEPART(quarter, '2024-05-01')", "2"),
        ("DATENAME(month, '2024-05-01')", "May"), ("DATENAME(weekday, '2024-01-07')", "Sunday"),
        ("DATENAME(year, '2024-01-07')", "2024"),
        ("EOMONTH('2024-02-10')", "2024-02-29"), ("EOMONTH('2024-01-31', 1)", "2024-02-29"),
        ("DATEFROMPARTS(2024, 2, 29)", "2024-02-29"),
        ("DATETIMEFROMPARTS(2024, 1, 2, 3, 4, 5, 6)", "2024-01-02 03:04:05.007"),
        ("TIMEFROMPARTS(23, 59, 58, 5, 1)", "23:59:58.5"),
        ("DATETIME2FROMPARTS(2024, 1, 2, 3, 4, 5, 25, 2)", "2024-01-02 03:04:05.25"), ("ISDATE('2024-02-30')", "0"),
        ("ISDATE('20240229')", "1"),
        ("YEAR('2024-05-06') * 100 + MONTH('2024-05-06')", "202405"), ("DAY(CAST('2024-05-06' AS date))", "6"),
        ("DATETRUNC(month, CAST('2024-05-06' AS date))", "2024-05-01"),
        ("CAST('2024-01-01' AS datetime) + 1.5", "2024-01-02 12:00:00"),
        (
            "CAST('2024-01-02 13:00:00' AS datetime2) AT TIME ZONE 'UTC' AT TIME ZONE 'Pacific Standard Time'",
            "2024-01-02 13:00:00+00"
        ),
        ("DATEDIFF(minute, GETDATE(), SYSDATETIME())", "0"),
    ]

    @Test(arguments: dateCases) func dates(_ expression: String, _ expected: String?) async throws {
        #expect(try await Harness().value(expression) == expected, "\(expression)")
    }

    static let numberCases: [(String, String?)] = [
        ("ROUND(123.4545, 2)", "123.4500"), ("ROUND(123.45, -2)", "100.00"), ("ROUND(150.75, 0)", "151.00"),
        ("ROUND(150.75, 0, 1)", "150.00"), ("ROUND(2.5, 0)", "3.0"), ("ROUND(-2.5, 0)", "-3.0"),
        ("ROUND(748, -2)", "700"),
        ("ROUND(750, -2)", "800"), ("ROUND(CAST(2.675 AS float), 1)", "2.7"), ("CEILING(123.45)", "124"),
        ("CEILING(-123.45)", "-123"),
        ("FLOOR(-123.45)", "-124"), ("ABS(-5)", "5"), ("SIGN(-2.5)", "-1.0"), ("POWER(2, 10)", "1024"),
        ("POWER(2.0, 0.5)", "1.4"),
        ("POWER(CAST(2 AS float), 0.5)", "1.4142135623730951"), ("SQRT(16)", "4.0"), ("SQUARE(3)", "9.0"),
        ("LOG(EXP(1))", "1.0"),
        ("ROUND(LOG(8, 2), 6)", "3.0"), ("LOG10(1000)", "3.0"), ("ROUND(PI(), 4)", "3.1416"), ("ISNULL(NULL, 5)", "5"),
        ("ISNULL(CAST(NULL AS varchar(2)), 'abc')", "ab"), ("COALESCE(NULL, NULL, 3)", "3"),
        ("COALESCE(NULL, 1, 2.5)", "1.0"),
        ("NULLIF('a', 'A')", nil), ("NULLIF(1, 2)", "1"), ("IIF(1 < 2, 'yes', 'no')", "yes"),
        ("CHOOSE(2, 'a', 'b', 'c')", "b"),
        ("CHOOSE(4, 'a', 'b')", nil), ("GREATEST(1, 2.5, NULL)", "2.5"), ("LEAST('b', 'A')", "A"),
        ("ISNUMERIC('12.5')", "1"), ("ISNUMERIC('x')", "0"),
        ("CASE 'a' WHEN 'A' THEN 1 ELSE 2 END", "1"), ("CASE WHEN 1 = 1 THEN 1 ELSE 2.5 END", "1.0"),
        ("LEN(NEWID())", "36"),
        ("JSON_VALUE('{\"a\":{\"b\":[1,2]}}', '$.a.b[1]')", "2"), ("JSON_VALUE('{\"a\":{}}', '$.a')", nil),
        ("JSON_VALUE('{\"a\":true}', 'lax $.a')", "true"),
        ("JSON_QUERY('{\"a\":{\"b\":1}}', '$.a')", "{\"b\":1}"), ("JSON_QUERY('{\"a\":1}', '$.a')", nil),
        ("ISJSON('{}')", "1"), ("ISJSON('x')", "0"),
        ("DB_NAME()", "workspace"), ("SCHEMA_NAME()", "dbo"), ("OBJECT_ID('dbo.nothing')", nil),
        ("DATEADD(day, 1.9, CAST('2024-01-01' AS date))", "2024-01-02"),
    ]

    @Test(arguments: numberCases) func numbers(_ expression: String, _ expected: String?) async throws {
        #expect(try await Harness().value(expression) == expected, "\(expression)")
    }

    @Test func everyFunctionHasAMeaning() {
        for function in FunctionTable.all {
            #expect(!function.meaning.isEmpty && !function.meaning.hasSuffix("."))
            #expect(function.signature.hasPrefix(function.name + "("))
        }
        #expect(Set(FunctionTable.all.map(\.name)).count == FunctionTable.all.count)
    }
}
