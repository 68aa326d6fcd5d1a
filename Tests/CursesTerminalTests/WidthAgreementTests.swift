import CNcurses
import Foundation
import Screen
import Testing

/// Our widths against those of the C library, which ncurses and most terminals go by.
@Suite struct WidthAgreementTests {
    @Test func theCLibraryAgrees() {
        #expect(setlocale(LC_CTYPE, "C.UTF-8") != nil)
        var differences: [String] = []
        for value in UInt32(0xa0)...0x10ffff {
            guard let scalar = Unicode.Scalar(value), value != 0xad else { continue }
            let text = String(Character(scalar)), category = scalar.properties.generalCategory
            // What is shown by its number, or in another form, has the width of that.
            if category == .unassigned || !Sanitizer.visible(text).unicodeScalars.elementsEqual([scalar]) { continue }
            let theirs = term_character_width(value)
            if theirs >= 0, theirs != TextWidth.of(text) {
                differences.append("U+\(String(value, radix: 16)) \(theirs)")
            }
        }
        #expect(differences.count <= 40, "\(differences.prefix(60))")
    }
}
