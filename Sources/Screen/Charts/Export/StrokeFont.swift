import Foundation

/// A plain alphabet of lines, for pictures of pixels. Letters stand on row 7 of a grid, capitals begin at row 0.
enum StrokeFont {
    /// The lines of a text where it stands, in the text's own points.
    static func strokes(_ lettering: Scene.Lettering) -> [[Scene.Place]] {
        let unit = lettering.size * 0.72 / 7
        var lines: [[Scene.Place]] = [], x = 0.0
        for character in plain(lettering.text) {
            let glyph = glyphs[character] ?? box
            for line in glyph.lines { lines.append(line.map { (($0.x + x) * unit, ($0.y - 7) * unit) }) }
            x += glyph.width + 1.7
        }
        let width = max(0, x - 1.7) * unit
        let shift = lettering.anchor == .start ? 0 : lettering.anchor == .middle ? -width / 2 : -width
        return lines.map { line in
            line.map { place in
                let right = place.x + shift
                return lettering.isUpright
                    ? (lettering.at.x + place.y, lettering.at.y - right)
                    : (lettering.at.x + right, lettering.at.y + place.y)
            }
        }
    }

    /// Letters without their accents, and dashes and quotes as the keyboard has them.
    private static func plain(_ text: String) -> [Character] {
        let folded = text.folding(options: [.diacriticInsensitive, .widthInsensitive], locale: nil)
        return folded.map { replacements[$0] ?? $0 }
    }

    private static let replacements: [Character: Character] = [
        "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"", "×": "x", "\u{a0}": " ",
    ]

    private struct Glyph {
        var width: Double
        var lines: [[Scene.Place]]
    }

    /// What stands for a character that the alphabet lacks.
    private static let box = Glyph(width: 4, lines: [[(0, 0), (4, 0), (4, 7), (0, 7), (0, 0)]])

    private static let glyphs: [Character: Glyph] = {
        var glyphs: [Character: Glyph] = [" ": Glyph(width: 1.6, lines: [])]
        for entry in shapes.split(separator: "\n") {
            let words = entry.split(separator: " ")
            guard let name = words.first?.first else { continue }
            let lines = words.dropFirst().map(line)
            let width = lines.joined().map(\.x).max() ?? 2
            glyphs[name] = Glyph(width: width, lines: lines)
        }
        return glyphs
    }()

    /// Places of two digits each, `x` and `y`; after `~` the line is a curve.
    private static func line(_ word: Substring) -> [Scene.Place] {
        let digits = word.compactMap(\.wholeNumberValue)
        var places: [Scene.Place] = stride(from: 0, to: digits.count - 1, by: 2).map {
            (Double(digits[$0]), Double(digits[$0 + 1]))
        }
        guard word.hasPrefix("~") else { return places }
        for _ in 0..<2 { places = rounded(places) }
        return places
    }

    /// Corners cut; the ends stay, and a line that closes stays closed.
    private static func rounded(_ line: [Scene.Place]) -> [Scene.Place] {
        guard let first = line.first, let last = line.last, line.count > 2 else { return line }
        let isClosed = first.x == last.x && first.y == last.y
        var out: [Scene.Place] = isClosed ? [] : [first]
        for (a, b) in zip(line, line.dropFirst()) {
            out.append((a.x * 0.75 + b.x * 0.25, a.y * 0.75 + b.y * 0.25))
            out.append((a.x * 0.25 + b.x * 0.75, a.y * 0.25 + b.y * 0.75))
        }
        if isClosed, let start = out.first { out.append(start) } else { out.append(last) }
        return out
    }

    private static let shapes = """
        A 072047 0545
        B 0007 ~002040432303 ~033343472707
        C ~41302010010617273746
        D 0007 ~002041462707
        E 40000747 0333
        F 400007 0333
        G ~4130100106173746 4644 4424
        H 0007 4047 0343
        I 0007
        J 3035 ~353627170605
        K 0007 4004 1347
        L 000747
        M 0700235057
        N 07004740
        O ~200007474020
        P 0007 ~003041433404
        Q ~200007474020 2547
        R 0007 ~003041433404 2447
        S ~4130201001021334454637271706
        T 0040 2027
        U 0005 ~0505061727373645 4540
        V 002740
        W 0017315760
        X 0047 4007
        Y 002340 2327
        Z 00400747
        a ~443222030617374644 4247
        b 0007 ~0322324445362717
        c ~4322120305172746
        d 4047 ~4332220205172746
        e 0444 ~44433222120306172746
        f ~30201112 1217 0232
        g ~4332220205172746 4248 ~48391909
        h 0007 ~04132232434447
        i 0207 0000
        j 2228 ~282909 2020
        k 0007 3204 1437
        l 0007
        m 0207 ~04132223343437 ~344353626467
        n 0207 ~04132232434447
        o ~220207474222
        p 0209 ~03223243444536271705
        q ~4332220205172746 4249
        r 0207 ~04132232
        s ~3322120213243536271706
        t 1016 ~1516172737 0232
        u 0205 ~050617273645 4247
        v 022742
        w 0217325762
        x 0247 4207
        y 0226 421809
        z 02420747
        0 ~200007474020
        1 012027
        2 ~0110203041424307 0747
        3 ~0110203041423313 ~133344454637271706
        4 37300545
        5 400003 ~03133344453637271706
        6 ~0513334447371705 ~05021030
        7 004017
        8 ~200003434020 ~230307474323
        9 ~4230100103143342 42453717
        . 0607
        , 1708
        : 0202 0606
        ; 1202 1608
        - 0434
        _ 0848
        + 2226 0444
        = 0343 0545
        * 2125 0342 0244
        / 4007
        \\ 0047
        | 0008
        ( ~20030528
        ) ~00232508
        [ 20000828
        ] 00202808
        { ~30202314 ~14252838
        } ~00101324 ~24151808
        < 410447
        > 014407
        ! 0004 0707
        ? ~0110203041332425 2727
        % 4007 ~100002222010 ~352527474535
        & 5712 ~12011020313213 ~13040617374654
        # 1007 4037 0242 0545
        @ ~4525233545 ~455563412001062747
        $ ~4121010223344506 2028
        ^ 022042
        ~ ~0513234535
        ' 0002
        " 0002 2022
        ` 0011
        … 0707 2727 4747
        · 0404
        ² ~0110202103 0323
        ρ 0409 ~04032232434436271705
        η 0207 ~04132232434449
        ∅ ~2101060747464121 4007
        → 0444 334435
        """
}
