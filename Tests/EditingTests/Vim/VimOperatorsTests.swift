import Testing

/// Each row: the text with a `|` at the cursor, keys, and the text afterwards. They agree with Vim 9.0.
@Suite struct VimOperatorsTests {
    @Test(arguments: [
        ("|one two three", "dw", "|two three"), ("|one two three", "2dw", "|three"),
        ("|one two three", "d2w", "|three"), ("|a b c d e f g", "2d3w", "|g"),
        ("one |two\nthree", "dw", "one| \nthree"), ("one tw|o\nthree", "dw", "one t|w\nthree"),
        ("|one\n  two", "dw", "|\n  two"), ("  |one\n  two", "dw", " | \n  two"), ("|\nabc", "dw", "|abc"),
        ("one |two  \n  x", "dw", "one| \n  x"), ("a |b\nc", "d2w", "a| "), ("one|  \nx", "dw", "on|e\nx"),
        ("one t|wo", "db", "one |wo"), ("one\n|two", "db", "|two"), ("one |two three", "de", "one | three"),
        ("|one two", "dE", "| two"), ("one tw|o three", "dge", "on| three"), ("one two|", "d0", "|o"),
        ("  one t|wo", "d^", "  |wo"), ("one t|wo", "d$", "one |t"), ("a\n|b\nc", "dj", "|a"),
        ("a\nb\n|c", "dj", "a\nb\n|c"), ("a\nb\n|c", "dk", "|a"), ("a\n  b\n|c", "dgg", "|"),
        ("a\n|b\nc", "dG", "|a"), ("a\n  |b\nc\nd", "dd", "a\n|c\nd"), ("|a\nb\nc", "2dd", "|c"),
        ("a\n|b\nc", "9dd", "|a"), ("|a", "dd", "|"), ("a\n  b\n|c", "dd", "a\n  |b"), ("|a\nb\n\nc", "d}", "|\nc"),
        ("a\nb|b\n\nc", "d}", "a\n|b\n\nc"), ("a\n\nb\nc|c", "d{", "a\n|c"), ("|a\nb", "d}", "|"),
        ("|abcd", "dfc", "|d"), ("|abcd", "dtc", "|cd"), ("abc|d", "dFb", "a|d"), ("abc|d", "dTb", "ab|d"),
        ("|a(bc)d", "d%", "|d"), ("a|(bc)d", "d%", "a|d"), ("a(bc|)d", "d%", "a|d"), ("ab|cd", "dh", "a|cd"),
        ("ab|cd", "dl", "ab|d"), ("ab|c\nd", "d<Space>", "a|b\nd"), ("|ab\nc", "d3l", "|\nc"),
        ("one |two three", "cwX<Esc>", "one |X three"), ("one| two", "cwX<Esc>", "one|Xtwo"),
        ("|one two three", "c2wX<Esc>", "|X three"), ("on|e two", "cwX<Esc>", "on|X two"),
        ("|one two", "cbX<Esc>", "|one two"), ("one tw|o", "cbX<Esc>", "one |Xo"),
        ("  a|bc\nd", "ccX<Esc>", "  |X\nd"), ("  a|bc\nd", "cc<Esc>", "|\nd"),
        ("  ab|\n  cd\ne", "cjX<Esc>", "  |X\ne"), ("a|bcd", "ctdX<Esc>", "a|Xd"),
        ("|one\ntwo", "cwX<Esc>", "|X\ntwo"), ("|\nab", "cwX<Esc>", "|X\nab"), ("a |b c\nd", "c2wX<Esc>", "a |X\nd"),
        ("a|b\ncd", "c$X<Esc>", "a|X\ncd"), ("|a.b c", "cWX<Esc>", "|X c"), ("one |two", "yw0P", "tw|oone two"),
        ("one tw|o", "yb", "one |two"), ("a\nb|b\nc", "yk", "|a\nbb\nc"), ("a|a\nb\nc", "yj", "a|a\nb\nc"),
        ("aa\nb|b", "ygg", "|aa\nbb"), ("aa|\nb", "yG", "a|a\nb"), ("a|b", "ylp", "ab|b"),
        ("on|e two", "yiwP", "on|eone two"), ("|a\nb", ">>", "    |a\nb"), ("a|b\nc\nd", "2>>", "    |ab\n    c\nd"),
        ("|a\n\nb", ">G", "    |a\n\n    b"), ("    a|b", "<lt><lt>", "|ab"), ("      a|b", "<lt><lt>", "  |ab"),
        ("  a|b", "<lt><lt>", "|ab"), ("|a\nb\nc", ">j", "    |a\n    b\nc"),
        ("        a\n    |b", "<lt>k", "    |a\nb"), ("|a\nb", ">>.", "        |a\nb"),
        ("|abc def", "gUw", "|ABC def"), ("|abc def", "gUiw", "|ABC def"), ("ABC |DEF", "guw", "ABC |def"),
        ("a|bC\nx", "gUU", "|ABC\nx"), ("A|BC", "guu", "|abc"), ("a|Bc", "g~~", "|AbC"),
        ("|ab\ncd", "gUj", "|AB\nCD"), ("ab c|d", "gUb", "ab |Cd"), ("|aBc", "g~l", "|ABc"),
        ("|ab cd\nef", "yyP", "|ab cd\nab cd\nef"), ("|ab\ncd", "yjP", "|ab\ncd\nab\ncd"),
        ("a|b\ncd", "yGP", "|ab\ncd\nab\ncd"),
    ])
    func operators(before: String, keys: String, after: String) {
        #expect(Marked.vim(before, keys) == after)
    }

    @Test(arguments: [
        ("one t|wo three", "diw", "one | three"), ("one t|wo three", "daw", "one |three"),
        ("one t|wo", "daw", "on|e"), ("|one two", "daw", "|two"), ("one|  two", "diw", "one|two"),
        ("one|  two x", "daw", "one| x"), ("a.b|c d", "diw", "a.| d"), ("a.b|c d", "diW", "| d"),
        ("x a.b|c d", "daW", "x |d"), ("one t|wo three four", "d2aw", "one |four"),
        ("one t|wo three", "d2iw", "one |three"), ("one t|wo three", "ciwX<Esc>", "one |X three"),
        ("on|e", "diw", "|"), ("  on|e", "daw", " | "), ("f(a|b)", "di(", "f(|)"), ("f(a|b)", "da(", "|f"),
        ("f(a|b)", "dib", "f(|)"), ("f|(ab)", "di)", "f(|)"), ("f(ab|)", "di(", "f(|)"),
        ("f(a(b|)c)", "di(", "f(a(|)c)"), ("f(a(b|)c)", "d2i(", "f(|)"), ("f(|)", "di(", "f(|)"),
        ("f(|)", "ci(x<Esc>", "f(|x)"), ("f(\n  a|b\n)", "di(", "f(\n|)"),
        ("f(\n  a|b\n)", "ci(x<Esc>", "f(\n  |x\n)"), ("f(a,\n  b|b) c", "di(", "f(|) c"), ("f[a|b]", "di[", "f[|]"),
        ("f{a|b}", "da{", "|f"), ("f{a|b}", "diB", "f{|}"), ("a|b", "di(", "a|b"),
        ("f(a|b, c)", "yi($p", "f(ab, c)ab, |c"), ("x \"a|b\" y", "di\"", "x \"|\" y"),
        ("x \"a|b\" y", "da\"", "x |y"), ("x 'a|b' y", "ci'X<Esc>", "x '|X' y"), ("|x \"ab\" y", "di\"", "x \"|\" y"),
        ("x \"ab\"|", "da\"", "|x"), ("x `a|b` y", "di`", "x `|` y"), ("x |y", "di'", "x |y"),
        ("a\n|b\n\nc", "dip", "|\nc"), ("a\n|b\n\nc", "dap", "|c"), ("a\n\n|b", "dap", "|a"),
        ("a\n|\n\nb", "dip", "a\n|b"), ("|a\n\n\nb\nc", "dap", "|b\nc"), ("a|a\n\nb\n\nc", "2dap", "|c"),
        ("|a\nb\n\nc", "yipP", "|a\nb\na\nb\n\nc"), ("a\n|b\n\nc", ">ip", "    |a\n    b\n\nc"),
    ])
    func objects(before: String, keys: String, after: String) {
        #expect(Marked.vim(before, keys) == after)
    }
}
