import Foundation

/// Which folders stand for which storage.
///
///     let map = LocationMap(["https://account.dfs.core.windows.net/container": "/data"])
///
/// All spellings of an address of Azure storage are the same: `https://account.dfs…/container/path`,
/// `https://account.blob…/container/path`, `abfss://container@account.dfs…/path`.
public struct LocationMap: Sendable {
    private var roots: [(key: String, original: String, local: String)] = []

    public init(_ folders: [String: String] = [:]) {
        for (address, folder) in folders {
            let local = folder.hasSuffix("/") && folder.count > 1 ? String(folder.dropLast()) : folder
            let original = address.hasSuffix("/") ? String(address.dropLast()) : address
            roots.append((Self.key(of: original), original, local))
        }
        roots.sort { $0.key.count > $1.key.count }
    }

    /// Where an address is; nil when it is storage that no folder stands for.
    public func locate(_ address: String) -> FileLocation? {
        let key = Self.key(of: address)
        for root in roots where key == root.key || key.hasPrefix(root.key + "/") {
            let rest = String(key.dropFirst(root.key.count))
            return FileLocation(
                path: Self.pattern(root.local + rest), localPrefix: root.local,
                originalPrefix: String(address.dropLast(rest.count)))
        }
        if !address.contains("://") || address.hasPrefix("file://") {
            let path = address.hasPrefix("file://") ? String(address.dropFirst(7)) : address
            return FileLocation(path: Self.pattern(path))
        }
        // Other storage is read as it is; Azure's needs a folder or a link.
        let isAzure = ["core.windows.net", "abfs", "wasb", "adl://"].contains { address.contains($0) }
        let isKnown = ["s3://", "gs://", "gcs://", "r2://", "http://", "https://", "hf://"].contains {
            address.hasPrefix($0)
        }
        return isKnown && !isAzure ? FileLocation(path: Self.pattern(address)) : nil
    }

    /// What a message offers to map: the account and container of an address.
    static func root(of address: String) -> String {
        let parts = address.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 3 else { return address }
        return parts.prefix(address.contains("@") ? 3 : 4).joined(separator: "/")
    }

    /// `account/container/path`, whatever the spelling.
    static func key(of address: String) -> String {
        guard let scheme = address.range(of: "://") else { return address }
        let rest = address[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(host.count)
        guard host.hasSuffix(".core.windows.net") else { return address }
        let parts = host.split(separator: "@")
        let account = (parts.last ?? host).prefix { $0 != "." }.lowercased()
        let container = parts.count == 2 ? "/" + String(parts[0]) : ""
        return "azure:" + account + container + path
    }

    /// A folder stands for the files in it, `**` for those below too.
    private static func pattern(_ path: String) -> String {
        if path.hasSuffix("/**") { return path + "/*" }
        if path.hasSuffix("/") { return path + "*" }
        return path.replacing("[", with: "[[]")
    }
}
