import Foundation
import Tabular

/// A file that appears under its name only when it is whole.
///
/// It grows beside its destination, so that the last step is a rename; ending without `keep` removes it.
final class NewFile {
    let path: String
    let temporaryPath: String
    private var isKept = false

    init(path: String) throws(Problem) {
        self.path = path
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw Problem("cannot write \(path): it is a folder", hint: "Name a file in it.")
        }
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw Problem("cannot write \(path): there is no folder \(folder)", hint: "Make it first.")
        }
        // Devices and pipes are written in place: a rename would replace them.
        let type = (try? files.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        let isSpecial = type.map { $0 != .typeRegular && $0 != .typeSymbolicLink } ?? false
        guard isSpecial || files.isWritableFile(atPath: folder) else {
            throw Problem("cannot write \(path): no permission in \(folder)", hint: "Choose another folder.")
        }
        isKept = isSpecial
        temporaryPath = isSpecial ? path : folder + "/." + url.lastPathComponent + "." + UUID().uuidString + ".part"
    }

    deinit {
        if !isKept { try? FileManager.default.removeItem(atPath: temporaryPath) }
    }

    /// Gives the file its name; a file that had it is replaced.
    func keep() throws(Problem) {
        guard !isKept else { return }
        guard rename(temporaryPath, path) == 0 else {
            throw Problem("cannot write \(path)", detail: String(cString: strerror(errno)))
        }
        isKept = true
    }

    /// A failure of the engine, told about the file that was asked for.
    func explain(_ problem: Problem) -> Problem {
        guard problem.kind != .interrupted else { return problem }
        var problem = problem
        problem.title = problem.title.replacingOccurrences(of: temporaryPath, with: path)
        problem.detail = problem.detail.replacingOccurrences(of: temporaryPath, with: path)
        if problem.title == "the disk is full" { problem.title = "cannot write \(path): the disk is full" }
        return problem
    }
}
