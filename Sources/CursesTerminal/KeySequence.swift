import Screen

/// The meaning of control sequences: `CSI parameters final`.
enum KeySequence {
    static func key(parameters: ArraySlice<UInt8>, final: UInt8) -> KeyPress? {
        if parameters.first == 0x3c { return mouse(numbers(parameters.dropFirst()), isPress: final == 0x4d) }
        // Other private sequences are answers to questions.
        if let first = parameters.first, (0x3d...0x3f).contains(first) { return nil }
        let values = numbers(parameters)
        let modifiers = modifiers(values.count > 1 ? values[1] : 1)
        switch final {
        case 0x5a: return .key(.tab, .shift)
        case 0x49: return .focus(true)
        case 0x4f: return .focus(false)
        case 0x7e where values.first == 27 && values.count == 3: return code(values[2], modifiers)
        case 0x7e: return tilde(values.first ?? 0).map { .key($0, modifiers) }
        // rxvt: control and shift by another final.
        case 0x5e: return tilde(values.first ?? 0).map { .key($0, .control) }
        case 0x24: return tilde(values.first ?? 0).map { .key($0, .shift) }
        case 0x61...0x64 where parameters.isEmpty: return self.final(final - 0x20).map { .key($0, .shift) }
        case 0x75: return code(values.first ?? 0, modifiers)
        default: return self.final(final).map { .key($0, modifiers) }
        }
    }

    static func final(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x41: .up
        case 0x42: .down
        case 0x43: .right
        case 0x44: .left
        case 0x46: .end
        case 0x48: .home
        case 0x50...0x53: .function(Int(byte) - 0x4f)
        default: nil
        }
    }

    private static func tilde(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// A key by its Unicode number, as newer terminals send it.
    private static func code(_ number: Int, _ modifiers: Modifiers) -> KeyPress? {
        switch number {
        case 9: return .key(.tab, modifiers)
        case 13: return .key(.enter, modifiers)
        case 27: return .key(.escape, modifiers)
        case 8, 127: return .key(.backspace, modifiers)
        default:
            guard let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init),
                scalar.properties.generalCategory != .control
            else { return nil }
            let text = modifiers.contains(.shift) ? String(Character(scalar)).uppercased() : String(Character(scalar))
            return text.first.map { .key(.character($0), modifiers.subtracting(.shift)) }
        }
    }

    private static func modifiers(_ number: Int) -> Modifiers {
        let bits = max(0, number - 1)
        var found: Modifiers = []
        if bits & 1 != 0 { found.insert(.shift) }
        if bits & 2 != 0 || bits & 8 != 0 { found.insert(.alt) }
        if bits & 4 != 0 { found.insert(.control) }
        return found
    }

    /// SGR mouse reports: button bits, column and row from 1.
    private static func mouse(_ values: [Int], isPress: Bool) -> KeyPress? {
        guard values.count == 3, values[1] > 0, values[2] > 0 else { return nil }
        let bits = values[0]
        var modifiers: Modifiers = []
        if bits & 4 != 0 { modifiers.insert(.shift) }
        if bits & 8 != 0 { modifiers.insert(.alt) }
        if bits & 16 != 0 { modifiers.insert(.control) }
        let button: MouseEvent.Button, action: MouseEvent.Action
        if bits & 64 != 0 {
            button = .none
            action = [.wheelUp, .wheelDown, .wheelLeft, .wheelRight][bits & 3]
        } else {
            button = [.left, .middle, .right, .none][bits & 3]
            action = bits & 32 != 0 ? (button == .none ? .move : .drag) : isPress ? .press : .release
        }
        return .mouse(
            MouseEvent(action, button: button, at: Point(x: values[1] - 1, y: values[2] - 1), modifiers: modifiers))
    }

    private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
        bytes.split(separator: 0x3b, omittingEmptySubsequences: false).map { part in
            // What follows a colon refines the number before it.
            part.prefix { $0 != 0x3a }.reduce(0) {
                ($1 >= 0x30 && $1 <= 0x39) ? min(9_999_999, $0 * 10 + Int($1 - 0x30)) : $0
            }
        }
    }
}
