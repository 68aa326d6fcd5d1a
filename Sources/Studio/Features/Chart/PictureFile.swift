import Foundation
public import Screen
public import Tabular

/// Writes pictures to files.
public enum PictureFile {
    /// What a file of a picture can be.
    public enum Format: String, Sendable, Hashable { case svg, png }

    /// By the ending of the path.
    public static func format(_ path: String) throws(Problem) -> Format {
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard path.contains("."), let format = Format(rawValue: ending) else {
            throw Problem("'\(path)' is no picture's name", hint: "End it in .svg or .png.", kind: .usage)
        }
        return format
    }

    /// Width and height in points: `960x600`.
    public static func size(_ text: String) throws(Problem) -> (width: Int, height: Int) {
        let parts = text.lowercased().split(separator: "x").map { Int($0) }
        guard parts.count == 2, let width = parts[0], let height = parts[1], (200...4000).contains(width),
            (150...4000).contains(height)
        else {
            throw Problem(
                "'\(text)' is no size of a picture", hint: "Give width and height, 200x150 to 4000x4000: 960x600.",
                kind: .usage)
        }
        return (width, height)
    }

    /// Writes a picture beside the path and renames it, so that half a file is never seen.
    public static func write(
        _ picture: Picture, to path: String, size: String = "960x600", theme: Theme
    ) throws(Problem) {
        let format = try format(path), size = try self.size(size)
        let data =
            switch format {
            case .svg: Data(picture.svg(width: size.width, height: size.height, theme: theme).utf8)
            case .png: Data(picture.png(width: size.width, height: size.height, theme: theme))
            }
        do {
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Problem(
                "cannot write \(path)", detail: error.localizedDescription,
                hint: "Check that the folder exists and can be written.")
        }
    }
}
