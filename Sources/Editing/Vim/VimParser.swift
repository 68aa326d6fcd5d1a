import Screen

/// Reads commands from keys.
struct VimParser {
    enum Failure: Error {
        /// More keys must come.
        case incomplete
        case meaningless
    }

    private let keys: [KeyPress]
    private let isVisual: Bool
    private var next = 0
    private var count: Int?

    static func parse(_ keys: [KeyPress], isVisual: Bool) throws(Failure) -> VimCommand {
        var parser = VimParser(keys: keys, isVisual: isVisual)
        return try parser.command()
    }

    private init(keys: [KeyPress], isVisual: Bool) {
        self.keys = keys
        self.isVisual = isVisual
    }

    private mutating func command() throws(Failure) -> VimCommand {
        var register: Character?
        takeCount()
        if peek == "\"" {
            next += 1
            register = try character()
            guard let register, "\"_+*-".contains(register) else { throw .meaningless }
            takeCount()
        }
        let verb = try isVisual ? visualVerb() : normalVerb()
        return VimCommand(register: register, count: count, verb: verb)
    }

    // MARK: Keys

    private var peek: Character? {
        guard next < keys.count, case .key(.character(let c), []) = keys[next] else { return nil }
        return c
    }

    private mutating func key() throws(Failure) -> KeyPress {
        guard next < keys.count else { throw .incomplete }
        next += 1
        return keys[next - 1]
    }

    private mutating func character() throws(Failure) -> Character {
        guard case .key(.character(let c), []) = try key() else { throw .meaningless }
        return c
    }

    /// A count that is there multiplies the one before it; large ones stop growing.
    private mutating func takeCount() {
        var number: Int?
        while let c = peek, c.isASCII, let digit = c.wholeNumberValue, digit > 0 || number != nil {
            number = min(1_000_000, (number ?? 0) * 10 + digit)
            next += 1
        }
        if let number { count = min(1_000_000, (count ?? 1) * number) }
    }

    // MARK: Normal mode

    private mutating func normalVerb() throws(Failure) -> VimVerb {
        let key = try key()
        if let motion = try motion(key) { return .move(motion) }
        if let scroll = Self.scroll(key) { return .scroll(scroll) }
        switch key {
        case .key(.delete, _): return .operate(.delete, .motion(.right))
        case .key(.insert, _): return .enter(.before)
        case .control("r"): return .redo
        case .key(.character(let c), []): return try normalVerb(c)
        default: throw .meaningless
        }
    }

    private mutating func normalVerb(_ c: Character) throws(Failure) -> VimVerb {
        switch c {
        case "d": return try operation(.delete, "d")
        case "c": return try operation(.change, "c")
        case "y": return try operation(.yank, "y")
        case ">": return try operation(.indent, ">")
        case "<": return try operation(.outdent, "<")
        case "=": return try operation(.reindent, "=")
        case "x": return .operate(.delete, .motion(.right))
        case "X": return .operate(.delete, .motion(.left))
        case "s": return .operate(.change, .motion(.right))
        case "S": return .operate(.change, .lines)
        case "D": return .operate(.delete, .motion(.lineEnd))
        case "C": return .operate(.change, .motion(.lineEnd))
        case "Y": return .operate(.yank, .lines)
        case "r": return .replaceCharacters(try replacement())
        case "J": return .join(withSpace: true)
        case "g": return try normalG()
        case "z": return .scroll(try zVerb())
        case "m": return .setMark(try letter())
        default: return try Self.simple(c)
        }
    }

    private static func simple(_ c: Character) throws(Failure) -> VimVerb {
        switch c {
        case "i": .enter(.before)
        case "a": .enter(.after)
        case "I": .enter(.lineText)
        case "A": .enter(.lineEnd)
        case "o": .enter(.lineBelow)
        case "O": .enter(.lineAbove)
        case "R": .enter(.overwrite)
        case "~": .swapCase
        case "p": .put(isBefore: false)
        case "P": .put(isBefore: true)
        case "u": .undo
        case ".": .repeatChange
        case "v": .visual(isLines: false)
        case "V": .visual(isLines: true)
        default: throw .meaningless
        }
    }

    private mutating func normalG() throws(Failure) -> VimVerb {
        let c = try character()
        switch c {
        case "J": return .join(withSpace: false)
        case "v": return .reselect
        case "u": return try operation(.lowercase, "u")
        case "U": return try operation(.uppercase, "U")
        case "~": return try operation(.swapCase, "~")
        case "c": return try operation(.comment, "c")
        default: return .move(try motionG(c))
        }
    }

    private mutating func operation(_ operation: VimOperator, _ own: Character) throws(Failure) -> VimVerb {
        takeCount()
        let key = try key()
        if key == .character(own) { return .operate(operation, .lines) }
        if key == .character("i") || key == .character("a") {
            return .operate(operation, .object(try object(isAround: key == .character("a"))))
        }
        if let motion = try motion(key) { return .operate(operation, .motion(motion)) }
        if key == .character("g") { return .operate(operation, .motion(try motionG(try character()))) }
        throw .meaningless
    }

    // MARK: Visual mode

    private mutating func visualVerb() throws(Failure) -> VimVerb {
        let key = try key()
        if let motion = try motion(key) { return .move(motion) }
        if let scroll = Self.scroll(key) { return .scroll(scroll) }
        switch key {
        case .key(.delete, _): return .operateSelection(.delete, isLines: false)
        case .key(.character(let c), []):
            if let (operation, isLines) = Self.selectionOperator(c) {
                return .operateSelection(operation, isLines: isLines)
            }
            return try visualVerb(c)
        default: throw .meaningless
        }
    }

    private static func selectionOperator(_ c: Character) -> (VimOperator, isLines: Bool)? {
        switch c {
        case "d", "x": (.delete, false)
        case "D", "X": (.delete, true)
        case "c", "s": (.change, false)
        case "C", "S", "R": (.change, true)
        case "y": (.yank, false)
        case "Y": (.yank, true)
        case ">": (.indent, true)
        case "<": (.outdent, true)
        case "=": (.reindent, true)
        case "u": (.lowercase, false)
        case "U": (.uppercase, false)
        case "~": (.swapCase, false)
        default: nil
        }
    }

    private mutating func visualVerb(_ c: Character) throws(Failure) -> VimVerb {
        switch c {
        case "o", "O": return .swapEnds
        case "v": return .visual(isLines: false)
        case "V": return .visual(isLines: true)
        case "i": return .selectObject(try object(isAround: false))
        case "a": return .selectObject(try object(isAround: true))
        case "r": return .replaceSelection(try replacement())
        case "J": return .joinSelection(withSpace: true)
        case "p": return .putOverSelection(keepsClipboard: false)
        case "P": return .putOverSelection(keepsClipboard: true)
        case "m": return .setMark(try letter())
        case "z": return .scroll(try zVerb())
        case "g": return try visualG()
        default: throw .meaningless
        }
    }

    private mutating func visualG() throws(Failure) -> VimVerb {
        let c = try character()
        switch c {
        case "u": return .operateSelection(.lowercase, isLines: false)
        case "U": return .operateSelection(.uppercase, isLines: false)
        case "~": return .operateSelection(.swapCase, isLines: false)
        case "c": return .operateSelection(.comment, isLines: true)
        case "J": return .joinSelection(withSpace: false)
        case "v": return .reselect
        default: return .move(try motionG(c))
        }
    }

    // MARK: Parts

    /// The motion that a key means or begins; nil when it is no motion.
    private mutating func motion(_ key: KeyPress) throws(Failure) -> VimMotion? {
        switch key {
        case .key(.character(let c), []):
            switch c {
            case "f", "t": return .find(VimFind(character: try character(), isForward: true, isTill: c == "t"))
            case "F", "T": return .find(VimFind(character: try character(), isForward: false, isTill: c == "T"))
            case "`": return .mark(try letter())
            case "'": return .markLine(try letter())
            case "g":
                // Also operators begin with it.
                guard let second = peek, let motion = try? motionG(second) else { return nil }
                next += 1
                return motion
            default: return Self.motion(c)
            }
        case .key(let key, let modifiers): return Self.motion(key, modifiers)
        default: return nil
        }
    }

    private static func motion(_ c: Character) -> VimMotion? {
        switch c {
        case "h": .left
        case "l": .right
        case " ": .forward
        case "j": .down
        case "k": .up
        case "w": .word(isBig: false)
        case "W": .word(isBig: true)
        case "b": .wordBack(isBig: false)
        case "B": .wordBack(isBig: true)
        case "e": .wordEnd(isBig: false)
        case "E": .wordEnd(isBig: true)
        case "0": .lineStart
        case "^": .firstNonBlank
        case "$": .lineEnd
        case "|": .column
        case "_": .lineText
        case "+": .nextLine
        case "-": .previousLine
        case "G": .lastLine
        case "{": .paragraphBack
        case "}": .paragraph
        case ";": .findAgain
        case ",": .findBack
        case "%": .bracket
        case "H": .screenTop
        case "M": .screenMiddle
        case "L": .screenBottom
        default: nil
        }
    }

    private static func motion(_ key: Key, _ modifiers: Modifiers) -> VimMotion? {
        switch (key, modifiers.subtracting(.shift)) {
        case (.left, []): .left
        case (.right, []): .right
        case (.up, []): .up
        case (.down, []): .down
        case (.home, []): .lineStart
        case (.end, []): .lineEnd
        case (.enter, []): .nextLine
        case (.backspace, []), (.character("h"), .control): .back
        case (.left, .control): .wordBack(isBig: false)
        case (.right, .control): .word(isBig: false)
        case (.home, .control): .textStart
        case (.end, .control): .textEnd
        default: nil
        }
    }

    private func motionG(_ c: Character) throws(Failure) -> VimMotion {
        switch c {
        case "g": .firstLine
        case "e": .wordEndBack(isBig: false)
        case "E": .wordEndBack(isBig: true)
        case "_": .lastNonBlank
        case "j": .down
        case "k": .up
        case "0": .lineStart
        case "^": .firstNonBlank
        case "$": .lineEnd
        default: throw .meaningless
        }
    }

    private static func scroll(_ key: KeyPress) -> VimScroll? {
        switch key {
        case .control("d"): .halfDown
        case .control("u"): .halfUp
        case .control("f"), .key(.pageDown, _): .pageDown
        case .control("b"), .key(.pageUp, _): .pageUp
        case .control("e"): .lineDown
        case .control("y"): .lineUp
        default: nil
        }
    }

    private mutating func zVerb() throws(Failure) -> VimScroll {
        switch try character() {
        case "z", ".": .cursorMiddle
        case "t": .cursorTop
        case "b", "-": .cursorBottom
        default: throw .meaningless
        }
    }

    private mutating func object(isAround: Bool) throws(Failure) -> VimObject {
        let kind: VimObject.Kind =
            switch try character() {
            case "w": .word(isBig: false)
            case "W": .word(isBig: true)
            case "(", ")", "b": .brackets(0x28, 0x29)
            case "[", "]": .brackets(0x5b, 0x5d)
            case "{", "}", "B": .brackets(0x7b, 0x7d)
            case "\"": .quotes("\"")
            case "'": .quotes("'")
            case "`": .quotes("`")
            case "p": .paragraph
            default: throw .meaningless
            }
        return VimObject(kind: kind, isAround: isAround)
    }

    private mutating func replacement() throws(Failure) -> String {
        switch try key() {
        case .key(.character(let c), []): String(c)
        case .key(.enter, []): "\n"
        case .key(.tab, []): "\t"
        default: throw .meaningless
        }
    }

    private mutating func letter() throws(Failure) -> Character {
        let c = try character()
        guard c.isASCII, c.isLetter || "`'".contains(c) else { throw .meaningless }
        return c
    }
}
