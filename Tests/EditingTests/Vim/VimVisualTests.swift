import Testing

/// Each row: the text with a `|` at the cursor, keys, and the text afterwards. They agree with Vim 9.0.
@Suite struct VimVisualTests {
    @Test(arguments: [
        ("a|bcde", "vld", "a|de"), ("a|bcde", "vhd", "|cde"), ("a|bc\ndef", "vjd", "a|f"),
        ("|abc\ndef", "v$d", "|def"), ("a|bc\ndef", "Vd", "|def"), ("a|bc\ndef\ng", "Vjd", "|g"),
        ("|abc", "vlcX<Esc>", "|Xc"), ("  a|bc\nd", "VcX<Esc>", "  |X\nd"), ("a|bcd", "vly", "a|bcd"),
        ("abc|d", "vhhy", "a|bcd"), ("a|b\ncd", "Vjy", "|ab\ncd"), ("a|bcd", "vlU", "a|BCd"),
        ("A|BCD", "vlu", "A|bcD"), ("a|BcD", "vl~", "a|bCD"), ("|a\nb\nc", "Vj>", "    |a\n    b\nc"),
        ("    |a\n    b", "Vj<lt>", "|a\nb"), ("a|bcd", "vlrX", "a|XXd"), ("|ab\ncd", "vjrX", "|XX\nXd"),
        ("|ab\ncd\nef", "VjJ", "ab| cd\nef"), ("|ab\ncd", "VJ", "ab| cd"), ("a|bcdef", "vllohd", "|ef"),
        ("one t|wo three", "viwd", "one | three"), ("one t|wo three", "vawd", "one |three"),
        ("one t|wo three four", "viwiwiwd", "one | four"), ("f(a|b, c)", "vi(d", "f(|)"),
        ("f(a(b|)c)", "vi(i(d", "f(a(|)c)"), ("x \"a|b\" y", "vi\"d", "x \"|\" y"), ("a\n|b\nc\n\nd", "vipd", "|\nd"),
        ("|ab cd", "ywwviwp", "ab ab| "), ("|ab\ncd", "yyjVp", "ab\n|ab"), ("|ab\ncd", "yljVp", "ab\n|a"),
        ("|ab cd\nef", "yyjvlp", "ab cd\n\n|ab cd\n"), ("a|bc", "vVd", "|"), ("a|bc\nd", "Vv<Esc>x", "a|c\nd"),
        ("a|bc\nd", "v<Esc>x", "a|c\nd"), ("a|bc def", "vey$p", "abc defb|c"), ("a|bcd\nef", "vlygvd", "a|d\nef"),
        ("abc|d", "v0d", "|"), ("|ab\ncd\nef", "vGd", "|f"), ("|ab cd ef", "vwwd", "|f"),
        ("|abc abc", "vfcd", "| abc"), ("a|bcd\nxy", "vD", "|xy"), ("a|bcd\nxy\nz", "vY$p", "abcd\n|abcd\nxy\nz"),
        ("a|bcd\nxy", "vSX<Esc>", "|X\nxy"), ("|\nab", "vd", "|ab"), ("ab|c\nd", "vlld", "ab|d"),
        ("a|bc\nd", "v$y$p", "abc|bc\n\nd"), ("|abc\nabc", "vlcX<Esc>j0.", "Xc\n|Xc"),
        ("|a\nb\nc\nd", "Vj>jj.", "    a\n    b\n    |c\n    d"), ("|aa\nbb\ncc", "VjgU", "|AA\nBB\ncc"),
        ("a|b cd", "vwgU", "a|B Cd"), ("|ab\ncd", "v2jd", "|d"), ("|abcd", "vlxp", "ca|bd"),
        ("a|b\ncd\nef", "Vjojd", "ab\n|ef"),
    ])
    func selections(before: String, keys: String, after: String) {
        #expect(Marked.vim(before, keys) == after)
    }
}
