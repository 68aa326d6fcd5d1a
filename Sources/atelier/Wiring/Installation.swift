import Foundation

/// Where the program's own files are: beside an installed program, or in the checkout that it was built in.
enum Installation {
    /// The folder of the running program, with links resolved.
    private static var program: URL {
        let path =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(filePath: path).deletingLastPathComponent()
    }

    static var themes: URL? { folder("Themes") }
    /// Where a person keeps themes of their own: `atelier/themes` in the XDG configuration folder.
    static var personalThemes: URL? {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"].map { $0 + "/.config" }
        return (environment["XDG_CONFIG_HOME"] ?? home).map { URL(filePath: $0).appending(path: "atelier/themes") }
    }

    /// A person's own settings.
    static var settings: URL? { personalThemes?.deletingLastPathComponent().appending(path: "config.yaml") }

    /// Where the studio remembers small things about a person: `atelier` in the XDG state folder.
    static var state: URL? {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"].map { $0 + "/.local/state" }
        return (environment["XDG_STATE_HOME"] ?? home).map { URL(filePath: $0).appending(path: "atelier") }
    }

    static var samples: URL? { folder("Samples") }

    /// The script that fetches the engine's extensions.
    static var fetchExtensions: URL? {
        let installed = program.appending(path: "../../share/atelier/fetch-extensions").standardizedFileURL
        return exists(installed)
            ? installed
            : checkout { exists($0.appending(path: ".ci/fetch-extensions")) }?
                .appending(path: ".ci/fetch-extensions")
    }

    /// `PREFIX/share/atelier/NAME` of an installation, else `NAME` of a checkout above the build folder.
    private static func folder(_ name: String) -> URL? {
        let installed = program.appending(path: "../../share/atelier/\(name)").standardizedFileURL
        if exists(installed) { return installed }
        return checkout { exists($0.appending(path: name)) }?.appending(path: name)
    }

    /// The checkout above the build folder that the program is in.
    private static func checkout(where fits: (URL) -> Bool) -> URL? {
        var directory = program
        for _ in 0..<5 {
            directory.deleteLastPathComponent()
            if exists(directory.appending(path: "Package.swift")), fits(directory) { return directory }
        }
        return nil
    }

    private static func exists(_ url: URL) -> Bool {
        FileManager.default.fileExists(atPath: url.path(percentEncoded: false))
    }
}
