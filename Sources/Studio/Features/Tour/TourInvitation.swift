import Foundation

/// Whether the tour has been offered: once for a person, remembered by a file in the XDG state folder.
struct TourInvitation {
    let folder: String

    private var file: URL { URL(filePath: folder, directoryHint: .isDirectory).appending(path: "tour-offered") }

    /// True the first time only. What cannot be remembered is not offered: it would come at every start.
    func take() -> Bool {
        guard !FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else { return false }
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: file)
            return true
        } catch {
            return false
        }
    }

    static func message(_ commands: CommandTable) -> Message {
        let tour = commands["app.tour"]?.keyText ?? "", menu = commands["app.menu"]?.keyText ?? ""
        return Message("First time here? \(tour) shows you around in two minutes", hint: "\(menu) opens the menus.")
    }
}
