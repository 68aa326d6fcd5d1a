import Testing

/// Each row: the text with a `|` at the cursor, keys, and the text afterwards. They agree with Vim 9.0.
@Suite struct VimChangesTests {
    @Test(arguments: [
        ("a|bc", "iX<Esc>", "a|Xbc"), ("a|bc", "aX<Esc>", "ab|Xc"), ("  a|bc", "IX<Esc>", "  |Xabc"),
        ("a|bc", "AX<Esc>", "abc|X"), ("a|b\nc", "oX<Esc>", "ab\n|X\nc"), ("a|b\nc", "OX<Esc>", "|X\nab\nc"),
        ("  a|b\nc", "oX<Esc>", "  ab\n  |X\nc"), ("  a|b\nc", "OX<Esc>", "  |X\n  ab\nc"),
        ("  a|b", "o<Esc>", "  ab\n|"), ("  a|b", "O<Esc>", "|\n  ab"), ("a|b", "3ix<Esc>", "axx|xb"),
        ("a|b", "2Axy<Esc>", "abxyx|y"), ("a|b", "2ox<Esc>", "ab\nx\n|x"), ("|ab", "i<CR><Esc>", "\n|ab"),
        ("  a|b", "i<CR>x<Esc>", "  a\n  |xb"), ("  ab|", "A<CR><Esc>", "  ab\n|"),
        ("one two|", "A three<C-w><Esc>", "one two| "), ("one two|", "A x.y<C-w><C-w>z<Esc>", "one two x|z"),
        ("a|b", "ixy<BS>z<Esc>", "ax|zb"), ("|", "ihello<Esc>", "hell|o"), ("|", "5i-<Esc>", "----|-"),
        ("a|bcd", "Rxy<Esc>", "ax|yd"), ("a|b", "Rwxyz<Esc>", "awxy|z"), ("a|bcd", "Rxy<BS><Esc>", "a|xcd"),
        ("a|bcd", "Rxy<BS><BS>z<Esc>", "a|zcd"), ("a|bcd", "2Rx<Esc>", "ax|xd"), ("  |x", "i<C-t><Esc>", "   | x"),
        ("        |x", "i<C-d><Esc>", "   | x"), ("a|b", "ix<Left>y<Esc>", "a|yxb"),
        ("a|b", "ix<Left>y<Esc>u", "a|xb"),
    ])
    func insertion(before: String, keys: String, after: String) {
        #expect(Marked.vim(before, keys) == after)
    }

    @Test(arguments: [
        ("a|bcd", "x", "a|cd"), ("a|bcd", "2x", "a|d"), ("a|bcd", "9x", "|a"), ("|", "x", "|"), ("ab|c", "x", "a|b"),
        ("ab|c", "X", "a|c"), ("abc|d", "2X", "a|d"), ("|abc", "X", "|abc"), ("a|bc", "sX<Esc>", "a|Xc"),
        ("a|bcd", "2sX<Esc>", "a|Xd"), ("  a|bc\nd", "Sx<Esc>", "  |x\nd"), ("a|bc", "DaX<Esc>", "a|X"),
        ("a|bc\nd", "D", "|a\nd"), ("a|bc\nd", "2D", "|a"), ("a|bc", "CX<Esc>", "a|X"), ("|", "Cx<Esc>", "|x"),
        ("|", "D", "|"), ("a|bcd", "rX", "a|Xcd"), ("a|bcd", "2rX", "aX|Xd"), ("abc|d", "2rX", "abc|d"),
        ("  ab|cd", "r<CR>", "  ab\n  |d"), ("a|bC", "~", "aB|C"), ("a|bCd", "3~", "aBc|D"), ("a|bc", "9~", "aB|C"),
        ("|ab\n  cd", "J", "ab| cd"), ("|ab\ncd\nef", "3J", "ab cd| ef"), ("|ab \ncd", "J", "ab |cd"),
        ("|ab\n)", "J", "ab|)"), ("|ab\n\ncd", "J", "a|b\ncd"), ("|ab\n\ncd", "3J", "ab| cd"),
        ("|ab\n  cd", "gJ", "ab|  cd"), ("|\nab", "J", "|ab"), ("ab|", "J", "a|b"), ("|ab", "xp", "b|a"),
        ("|ab", "xP", "|ab"), ("a|b\ncd", "yyp", "ab\n|ab\ncd"), ("ab\nc|d", "yyP", "ab\n|cd\ncd"),
        ("|ab cd", "yw$p", "ab cdab| "), ("|ab", "yl3p", "aaa|ab"), ("a|b\ncd", "yyjp", "ab\ncd\n|ab"),
        ("a|b\n  cd", "ddp", "  cd\n|ab"), ("|ab\ncd\nef", "2yyGp", "ab\ncd\nef\n|ab\ncd"),
        ("|ab\ncd", "yj2p", "ab\n|ab\ncd\nab\ncd\ncd"), ("a|b\ncd", "lv0yjp", "ab\nca|bd"),
        ("|abc\ndef", "vjyP", "|abc\ndabc\ndef"), ("|abc\ndef\nx", "vjyGp", "abc\ndef\nx|abc\nd"),
        ("ab|c", "yyu", "ab|c"), ("ab|c", "xxu", "a|b"), ("ab|cdef", "xxxuu", "ab|def"),
        ("ab|cdef", "xxxuu<C-r>", "ab|ef"), ("a|b\nc", "ddu<C-r>", "|c"), ("|abc", "ixy<Esc>u", "|abc"),
        ("|a", "ofoo<Esc>obar<Esc>u", "a\nfo|o"), ("|abcdef", "xx2u", "|abcdef"), ("a|bcdef", "x.", "a|def"),
        ("a|bcdef", "x3.", "a|f"), ("a|bcdef", "2x.", "a|f"), ("|a b c", "cwX<Esc>w.", "X |X c"),
        ("|a\nb\nc", "Ax<Esc>j.", "ax\nb|x\nc"), ("|a\nb\nc", "ox<Esc>j.", "a\nx\nb\n|x\nc"),
        ("|a\nb\nc\nd", "ddj.", "b\n|d"), ("|abcabc", "rxfa.", "xbc|xbc"), ("|a\nb\nc", "A;<Esc>j.j.", "a;\nb;\nc|;"),
        ("|ab\ncd", "ix<CR><Esc>.", "x\nx\n|ab\ncd"), ("|a b c d", "dw..", "|d"), ("|abcdef", "vld.", "|ef"),
        ("|a\nb\nc\nd", "Vjd.", "|"), ("|ab cd", "~w.", "Ab C|d"), ("|a\nb\nc", "Jj.", "a b\n|c"),
        ("|abc", "ia<Esc>3.", "aa|aaabc"), ("ab|c", "\"_x", "a|b"), ("|ab cd", "yw\"_xP", "ab| b cd"),
    ])
    func changes(before: String, keys: String, after: String) {
        #expect(Marked.vim(before, keys) == after)
    }
}
