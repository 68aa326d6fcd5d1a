import ArgumentParser
import DuckDBEngine
import Foundation
import Tabular

/// The engine's extensions: what is here, and fetching what is not.
struct ExtensionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extensions", abstract: "DuckDB's extensions, which some sources need.",
        subcommands: [List.self, Fetch.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What is here, and what could be fetched.")
        @OptionGroup var output: JSONOption

        private struct Row: Encodable {
            var name: String
            var purpose: String
            var megabytes: Int
            var path: String?
        }

        func run() async throws {
            let rows = EngineExtensions.known.map {
                Row(
                    name: $0.name, purpose: $0.purpose, megabytes: $0.megabytes,
                    path: EngineExtensions.path(of: $0.name))
            }
            if output.json { return try JSONOutput.write(rows) }
            let lines = rows.map { [$0.name, $0.purpose, $0.path ?? "not here (\($0.megabytes) MB to fetch)"] }
            print(TextTable(header: ["extension", "for", "file"], rows: lines).text)
        }
    }

    struct Fetch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch extensions from pypi.org, at pinned versions with checked sums.")
        @Argument(help: "Names, as list shows them; none: all that are missing.")
        var names: [String] = []
        @OptionGroup var output: JSONOption

        func run() async throws {
            let known = EngineExtensions.known.map(\.name)
            if let odd = names.first(where: { !known.contains($0) }) {
                let near = EditDistance.nearest(to: odd, among: known).map { "Did you mean '\($0)'? " } ?? ""
                throw Problem(
                    "there is no extension called '\(odd)'", hint: near + "Known: \(known.joined(separator: ", ")).",
                    kind: .usage)
            }
            let wanted = names.isEmpty ? known.filter { EngineExtensions.path(of: $0) == nil } : names
            if !wanted.isEmpty {
                Console.say("fetching \(wanted.joined(separator: ", ")) from pypi.org")
                try await ExtensionFetch.fetch(wanted)
            }
            let folder = EngineExtensions.personalFolder
            if output.json { return try JSONOutput.write(Report(fetched: wanted, folder: folder)) }
            print(wanted.isEmpty ? "nothing is missing" : "\(wanted.joined(separator: ", ")): in \(folder)")
        }

        private struct Report: Encodable {
            var fetched: [String]
            var folder: String
        }
    }
}

/// The consent to fetch what a source needs.
struct ExtensionOptions: ParsableArguments {
    @Flag(help: "Fetch the extension of DuckDB that the source needs from pypi.org, when it is not here.")
    var fetchExtensions = false

    /// Does some work, fetching what it lacks when that was allowed.
    func fetching<T>(_ work: () async throws -> T) async throws -> T {
        var fetched: Set<String> = []
        while true {
            do {
                return try await work()
            } catch let problem as Problem {
                guard fetchExtensions, case .fetch(let part)? = problem.remedy, fetched.insert(part.name).inserted
                else { throw problem }
                Console.say("fetching DuckDB's \(part.name) extension (\(part.megabytes) MB) from pypi.org")
                try await ExtensionFetch.fetch([part.name])
            }
        }
    }
}
