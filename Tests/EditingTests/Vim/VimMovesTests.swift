import Testing

/// Each row: the text with a `|` at the cursor, keys, and the text afterwards. They agree with Vim 9.0.
@Suite struct VimMovesTests {
    @Test(arguments: [
        ("a|bc", "h", "|abc"), ("|abc", "h", "|abc"), ("|abc", "2l", "ab|c"), ("abc|d", "l", "abc|d"),
        ("|ab\ncd", "j", "ab\n|cd"), ("ab\nc|d", "k", "a|b\ncd"), ("abcd|e\nxy\nabcdef", "jj", "abcde\nxy\nabcd|ef"),
        ("|one two three", "w", "one |two three"), ("|one two three", "2w", "one two |three"),
        ("|one two three", "5w", "one two thre|e"), ("one.|two x", "w", "one.two |x"),
        ("|foo.bar baz", "w", "foo|.bar baz"), ("|foo.bar baz", "W", "foo.bar |baz"), ("|one\ntwo", "w", "one\n|two"),
        ("on|e\n\n  two", "w", "one\n|\n  two"), ("on|e\n\n  two", "2w", "one\n\n  |two"),
        ("one two |three", "b", "one |two three"), ("one tw|o", "b", "one |two"),
        ("foo.bar |baz", "B", "|foo.bar baz"), ("one\n|two", "b", "|one\ntwo"),
        ("one\n\n  |two", "b", "one\n|\n  two"), ("one\n\n  |two", "2b", "|one\n\n  two"),
        ("|one two", "e", "on|e two"), ("on|e two", "e", "one tw|o"), ("|foo.bar baz", "E", "foo.ba|r baz"),
        ("|foo.bar baz", "e", "fo|o.bar baz"), ("on|e\n\n two x", "e", "one\n\n tw|o x"),
        ("one tw|o", "e", "one tw|o"), ("one |two", "ge", "on|e two"), ("one tw|o", "ge", "on|e two"),
        ("a.b |c", "gE", "a.|b c"), ("one\n\nt|wo", "ge", "one\n|\ntwo"), ("one\n\nt|wo", "2ge", "on|e\n\ntwo"),
        ("  ab|c", "0", "|  abc"), ("  ab|c", "^", "  |abc"), ("|abc", "$", "ab|c"), ("|abc\nde", "2$", "abc\nd|e"),
        ("|ab  ", "g_", "a|b  "), ("a|bcdef", "4|", "abc|def"), ("a\nb\n  |c", "gg", "|a\nb\n  c"),
        ("|a\nb\n  c", "G", "a\nb\n  |c"), ("|a\nb\n  c", "2G", "a\n|b\n  c"), ("a\n  b\n|c", "2gg", "a\n  |b\nc"),
        ("|a\n  b", "+", "a\n  |b"), ("|a\n  b", "<CR>", "a\n  |b"), ("  a\nb|b", "-", "  |a\nbb"),
        ("  ab|c\n d", "_", "  |abc\n d"), ("|a\n\nb\nc\n\nd", "}", "a\n|\nb\nc\n\nd"),
        ("|a\n\nb\nc\n\nd", "2}", "a\n\nb\nc\n|\nd"), ("|a\n\nb", "9}", "|a\n\nb"), ("a\n\nb\n|c", "{", "a\n|\nb\nc"),
        ("a\nb|b", "{", "|a\nbb"), ("|abcabc", "fc", "ab|cabc"), ("|abcabc", "2fc", "abcab|c"),
        ("|abcabc", "tc", "a|bcabc"), ("|abcabc", "tc;", "abca|bc"), ("|abcabcabc", "fc;", "abcab|cabc"),
        ("|abcabcabc", "fc;;,", "abcab|cabc"), ("abcab|c", "Fa", "abc|abc"), ("abcab|c", "Ta", "abca|bc"),
        ("|abcabc", "fx", "|abcabc"), ("|abcabcabc", "2tc", "abca|bcabc"), ("|f(a(b)c) x", "%", "f(a(b)c|) x"),
        ("f(a(b)c|) x", "%", "f|(a(b)c) x"), ("f(a(|b)c) x", "%", "f(a|(b)c) x"),
        ("{\n  [|1]\n}", "%", "{\n  |[1]\n}"), ("|{\n [1]\n}", "%", "{\n [1]\n|}"), ("|abc", "%", "|abc"),
        ("|a\nb\nc\nd", "50%", "a\n|b\nc\nd"), ("a|b\ncd", "<Space><Space>", "ab\nc|d"),
        ("ab\n|cd", "<BS>", "a|b\ncd"), ("|abc def\nx", "mafdjd`a", "|x"),
        ("a|bc\nx\n  yz", "majj`a", "a|bc\nx\n  yz"), ("  a|bc\nx", "maj'a", "  |abc\nx"),
        ("|a\nb\nc", "G``", "|a\nb\nc"),
    ])
    func moves(before: String, keys: String, after: String) {
        #expect(Marked.vim(before, keys) == after)
    }

    @Test(arguments: [
        ("日|本語", "x", "日|語"), ("|日本語 x", "dw", "|x"), ("a|éb", "x", "a|b"), ("|añb", "fbD", "a|ñ"),
        ("|\ta", "x", "|a"), ("x|日本\nabcdef", "lj", "x日本\nabc|def"),
    ])
    func otherScripts(before: String, keys: String, after: String) {
        #expect(Marked.vim(before, keys) == after)
    }
}
