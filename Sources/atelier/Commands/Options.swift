import ArgumentParser
import Foundation
import Tabular
import Workflows

/// Options that every command has.
struct WorkspaceOptions: ParsableArguments {
    @Option(help: "The workspace's folder (default: $ATELIER_WORKSPACE, else the XDG data folder).")
    var workspace: String?
}

/// The option of commands whose answer a program may read.
struct JSONOption: ParsableArguments {
    @Flag(help: "Print one JSON document.")
    var json = false
}

/// Splits `A,B,C`.
func names(_ list: String) -> [String] {
    list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
}
