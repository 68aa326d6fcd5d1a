import Foundation
import Tabular

/// How the engine talks to other machines: time limits, and the keys that the environment holds. Nothing is stored.
struct NetworkSettings {
    var environment = ProcessInfo.processInfo.environment

    /// Seconds after which a machine that does not answer is given up.
    private var timeout: Int { environment["ATELIER_TIMEOUT"].flatMap { Int($0) }.map { max(1, $0) } ?? 20 }

    func apply(to session: Session) throws(Problem) {
        for setting in ["http_timeout = \(timeout)", "http_retries = 1", "http_retry_wait_ms = 200"] {
            _ = try Statement("SET GLOBAL " + setting, on: session).run(streaming: false)
        }
        guard let secret else { return }
        do throws(Problem) {
            _ = try Statement(secret, on: session).run(streaming: false)
        } catch  where error.kind != .interrupted {
            // The engine's words would hold the keys.
            throw Problem(
                "the keys in the AWS_ variables of the environment are not accepted",
                hint: "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL.")
        }
    }

    /// The statement that makes the session's secret; nil when the environment says nothing.
    private var secret: String? {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        var parts = ["TYPE s3"]
        for (name, text) in [
            ("KEY_ID", value("AWS_ACCESS_KEY_ID")), ("SECRET", value("AWS_SECRET_ACCESS_KEY")),
            ("SESSION_TOKEN", value("AWS_SESSION_TOKEN")), ("REGION", value("AWS_REGION", "AWS_DEFAULT_REGION")),
        ] {
            if let text { parts.append("\(name) \(SQL.literal(text))") }
        }
        if let endpoint = value("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL") {
            let isPlain = endpoint.lowercased().hasPrefix("http://")
            var host = endpoint.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
            if endpoint.contains("://") { host.removeFirst() }
            parts.append("ENDPOINT \(SQL.literal(host.joined(separator: "/")))")
            parts += ["USE_SSL \(!isPlain)", "URL_STYLE 'path'"]
        }
        guard parts.count > 1 else { return nil }
        return "CREATE OR REPLACE SECRET atelier_s3 (" + parts.joined(separator: ", ") + ")"
    }
}
