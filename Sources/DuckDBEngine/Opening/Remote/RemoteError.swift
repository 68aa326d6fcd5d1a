import Foundation
import Tabular

/// What the engine says of a network, as problems with the right exit code.
enum RemoteError {
    static func problem(_ error: Problem, _ address: String) -> Problem {
        guard error.kind == .failed, error.remedy == nil else { return error }
        let shown = withoutQuery(address)
        let host = URL(string: address)?.host ?? shown
        let said = EngineError.split(error.detail).message
        let lower = said.lowercased()
        let detail = said.isEmpty ? error.title : withoutKeys(said)
        if lower.contains("timeout was reached") || lower.contains("timed out") || lower.contains("timeout") {
            return Problem(
                "\(host) did not answer in time", detail: detail,
                hint: "Try again, or give it longer: ATELIER_TIMEOUT=60 (seconds).", kind: .timedOut)
        }
        if lower.contains("404") || lower.contains("no files found") {
            return Problem(
                "cannot read \(shown): there is nothing at this address", detail: detail,
                hint: "Check the spelling; what needs a key may also be hidden without one.")
        }
        if ["401", "403", "forbidden", "access denied", "authentication"].contains(where: lower.contains) {
            return Problem(
                "cannot read \(shown): \(host) does not allow it", detail: detail,
                hint: "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or check what the key may do.")
        }
        let signs = [
            "could not establish connection", "could not connect", "couldn't connect", "connection error",
            "could not resolve", "couldn't resolve", "ssl", "connection refused", "unknown error", "name or service",
        ]
        if signs.contains(where: lower.contains) {
            return Problem(
                "cannot reach \(host)", detail: detail,
                hint: "Check the address, the network, and that the server is up.", kind: .unreachable)
        }
        return Problem("cannot read \(shown)", detail: detail, hint: error.hint)
    }

    /// An address without what may be secret in it.
    static func withoutQuery(_ address: String) -> String { String(address.prefix { $0 != "?" }) }

    private static func withoutKeys(_ text: String) -> String {
        text.replacing(#/\?[^\s'"]+/#, with: "?…")
    }
}
