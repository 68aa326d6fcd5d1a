/// A date, a time of day or both, read from a text of the script.
struct DateText {
    var year = 1900
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    /// Of a second.
    var nanoseconds = 0
    /// Minutes; nil when there is none.
    var offset: Int?

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Reads what T-SQL reads under `us_english`.
    init?(_ text: String, dayBeforeMonth: Bool) {
        let trimmed = text.drop { $0 == " " }
        var words = trimmed.replacing(",", with: " ").split(separator: " ").map(String.init)
        if words.isEmpty {
            guard trimmed.isEmpty else { return nil }
            return
        }
        if let first = words.first, let mark = first.firstIndex(of: "T"), first.first?.isNumber == true {
            words.replaceSubrange(0..<1, with: [String(first[..<mark]), String(first[first.index(after: mark)...])])
        }
        guard readDate(&words, dayBeforeMonth: dayBeforeMonth), readTime(&words), words.isEmpty else { return nil }
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(year, month) else {
            return nil
        }
    }

    private static func days(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        default: 31
        }
    }

    private mutating func readDate(_ words: inout [String], dayBeforeMonth: Bool) -> Bool {
        guard let first = words.first else { return true }
        if first.contains(":") || words.count > 1 && ["AM", "PM"].contains(words[1].uppercased()) { return true }
        if let index = words.prefix(2).firstIndex(where: { Self.month(named: $0) != nil }) {
            return readNamedMonth(&words, at: index)
        }
        words.removeFirst()
        let separators: [Character] = ["-", "/", "."]
        guard let separator = separators.first(where: { first.contains($0) }) else { return readDigits(first) }
        let parts = first.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return false }
        if let middle = Self.month(named: parts[1]), let a = Int(parts[0]), let c = Int(parts[2]) {
            (day, month, year) = (a, middle, Self.fullYear(c, digits: parts[2].count))
            return true
        }
        guard let a = Int(parts[0]), let b = Int(parts[1]), let c = Int(parts[2]) else { return false }
        if parts[0].count == 4 {
            (year, month, day) = (a, b, c)
        } else if dayBeforeMonth {
            (day, month, year) = (a, b, Self.fullYear(c, digits: parts[2].count))
        } else {
            (month, day, year) = (a, b, Self.fullYear(c, digits: parts[2].count))
        }
        return parts[0].count == 4 || parts[2].count == 4 || parts[2].count == 2
    }

    /// `20240131`, `240131`, `2024`
    private mutating func readDigits(_ text: String) -> Bool {
        guard text.allSatisfy(\.isNumber), let number = Int(text) else { return false }
        switch text.count {
        case 8: (year, month, day) = (number / 10000, number / 100 % 100, number % 100)
        case 6: (year, month, day) = (Self.fullYear(number / 10000, digits: 2), number / 100 % 100, number % 100)
        case 4: year = number
        default: return false
        }
        return true
    }

    /// `Jan 5 2024`, `5 January 2024`, `January 2024`
    private mutating func readNamedMonth(_ words: inout [String], at index: Int) -> Bool {
        guard let named = Self.month(named: words[index]) else { return false }
        month = named
        words.remove(at: index)
        var numbers: [(Int, Int)] = []
        while let word = words.first, let number = Int(word), numbers.count < 2 {
            numbers.append((number, word.count))
            words.removeFirst()
        }
        switch numbers.count {
        case 1:
            guard numbers[0].1 == 4 else { return false }
            year = numbers[0].0
        case 2:
            let yearIndex = numbers[0].1 == 4 ? 0 : 1
            year = Self.fullYear(numbers[yearIndex].0, digits: numbers[yearIndex].1)
            day = numbers[1 - yearIndex].0
        default: return false
        }
        return true
    }

    private static func month(named name: String) -> Int? {
        let key = name.lowercased()
        guard key.count >= 3, key.allSatisfy(\.isLetter), let index = months.firstIndex(of: String(key.prefix(3)))
        else {
            return nil
        }
        let full = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november",
            "december",
        ]
        return key.count == 3 || full[index] == key ? index + 1 : nil
    }

    /// Two digits below 50 are of this century.
    private static func fullYear(_ year: Int, digits: Int) -> Int {
        digits > 2 ? year : year < 50 ? 2000 + year : 1900 + year
    }

    private mutating func readTime(_ words: inout [String]) -> Bool {
        guard var word = words.first else { return true }
        words.removeFirst()
        let upper = word.uppercased()
        var half: String?
        for suffix in ["AM", "PM"] where upper.hasSuffix(suffix) {
            half = suffix
            word = String(word.dropLast(2))
        }
        if half == nil, let next = words.first?.uppercased(), next == "AM" || next == "PM" {
            half = next
            words.removeFirst()
        }
        if word.uppercased().hasSuffix("Z") {
            offset = 0
            word = String(word.dropLast())
        } else if let sign = word.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard readOffset(String(word[sign...])) else { return false }
            word = String(word[..<sign])
        }
        guard readClock(word, half: half) else { return false }
        if let next = words.first, next.hasPrefix("+") || next.hasPrefix("-") {
            words.removeFirst()
            return readOffset(next)
        }
        return true
    }

    private mutating func readClock(_ word: String, half: String?) -> Bool {
        var parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1, half == nil { return false }
        if let last = parts.last, let point = last.firstIndex(of: ".") {
            guard readFraction(String(last[last.index(after: point)...])) else { return false }
            parts[parts.count - 1] = String(last[..<point])
        } else if parts.count == 4 {
            guard let milliseconds = Int(parts.removeLast()), milliseconds < 1000 else { return false }
            nanoseconds = milliseconds * 1_000_000
        }
        guard parts.count <= 3 else { return false }
        var numbers = [0, 0, 0]
        for (index, part) in parts.enumerated() {
            guard part.count <= 2, let number = Int(part) else { return false }
            numbers[index] = number
        }
        (hour, minute, second) = (numbers[0], numbers[1], numbers[2])
        if half == "PM", hour < 12 { hour += 12 }
        if half == "AM", hour == 12 { hour = 0 }
        return hour < 24 && minute < 60 && second < 60
    }

    private mutating func readFraction(_ digits: String) -> Bool {
        guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy(\.isNumber),
            let number = Int(digits + String(repeating: "0", count: 9 - digits.count))
        else { return false }
        nanoseconds = number
        return true
    }

    private mutating func readOffset(_ text: String) -> Bool {
        let parts = text.dropFirst().split(separator: ":").map { Int($0) }
        guard parts.count == 2, let hours = parts[0], let minutes = parts[1], hours <= 14, minutes < 60 else {
            return false
        }
        offset = (text.hasPrefix("-") ? -1 : 1) * (hours * 60 + minutes)
        return true
    }
}
