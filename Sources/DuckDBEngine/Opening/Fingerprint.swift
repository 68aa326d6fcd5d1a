import Foundation

/// Names the content of files by path, size and time of change.
enum Fingerprint {
    /// `files:<count>:<bytes>:<hash>`.
    static func of(files paths: [String]) -> String {
        var facts = ""
        var total = 0
        for path in paths {
            let attributes = (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
            let size = attributes[.size] as? Int ?? 0
            let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            total += size
            facts += "\(URL(fileURLWithPath: path).path)|\(size)|\(changed)\n"
        }
        return "files:\(paths.count):\(total):" + hash(facts)
    }

    /// FNV-1a, 64 bits.
    static func hash(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
