/// One whole command of vim's normal or visual mode.
struct VimCommand: Sendable, Equatable {
    /// `_` forgets what is deleted; all others are the clipboard.
    var register: Character?
    /// Both counts of `2d3w` in one.
    var count: Int?
    var verb: VimVerb
}

enum VimVerb: Sendable, Equatable {
    case move(VimMotion)
    case operate(VimOperator, VimTarget)
    case enter(VimEntry)
    case replaceCharacters(String)
    case swapCase
    case join(withSpace: Bool)
    case put(isBefore: Bool)
    case undo, redo, repeatChange
    case visual(isLines: Bool)
    case reselect
    case setMark(Character)
    case scroll(VimScroll)
    // In visual mode.
    case operateSelection(VimOperator, isLines: Bool)
    case replaceSelection(String)
    case joinSelection(withSpace: Bool)
    case putOverSelection(keepsClipboard: Bool)
    case swapEnds
    case selectObject(VimObject)
}

enum VimOperator: Sendable, Equatable {
    case delete, change, yank, indent, outdent, reindent, lowercase, uppercase, swapCase, comment
}

/// What an operator works on.
enum VimTarget: Sendable, Equatable {
    case motion(VimMotion)
    case object(VimObject)
    case lines
}

/// How insertion begins.
enum VimEntry: Sendable, Equatable {
    case before, after, lineText, lineEnd, lineBelow, lineAbove, overwrite
}

enum VimMotion: Sendable, Equatable {
    case left, right, back, forward, up, down
    case word(isBig: Bool), wordBack(isBig: Bool), wordEnd(isBig: Bool), wordEndBack(isBig: Bool)
    case lineStart, firstNonBlank, lineEnd, lastNonBlank, column
    case lineText, nextLine, previousLine
    case firstLine, lastLine, textStart, textEnd
    case paragraph, paragraphBack
    case find(VimFind), findAgain, findBack
    case bracket
    case screenTop, screenMiddle, screenBottom
    case mark(Character), markLine(Character)
}

/// A search for a character in the line.
struct VimFind: Sendable, Equatable {
    var character: Character
    var isForward: Bool
    /// Stops beside it.
    var isTill: Bool
}

struct VimObject: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case word(isBig: Bool)
        case brackets(UInt8, UInt8)
        case quotes(Character)
        case paragraph
    }

    var kind: Kind
    /// What is around belongs to it: blanks, brackets, quotes.
    var isAround: Bool
}

enum VimScroll: Sendable, Equatable {
    case halfDown, halfUp, pageDown, pageUp, lineDown, lineUp, cursorTop, cursorMiddle, cursorBottom
}
