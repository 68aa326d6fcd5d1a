import Screen
import Tabular

extension Reader {
    /// All jobs, the newest first.
    static func jobs(_ jobs: JobList) -> Reader {
        guard !jobs.all.isEmpty else {
            return Reader(
                title: "Jobs",
                paragraphs: [Paragraph(text: "No work has been done in the background yet. Loading, training and scoring show here.", role: .muted)])
        }
        let paragraphs = jobs.all.reversed().flatMap { job -> [Paragraph] in
            var lines = [Paragraph(text: job.title, role: job.role, label: job.summary)]
            if case .failed(let problem) = job.state {
                lines.append(Paragraph(text: problem.title, role: .error))
                if !problem.hint.isEmpty { lines.append(Paragraph(text: problem.hint, role: .muted)) }
            }
            return lines
        }
        return Reader(title: "Jobs", paragraphs: paragraphs)
    }
}

extension Job {
    fileprivate var role: Role {
        switch state {
        case .running: .accent
        case .finished: .good
        case .failed: .error
        case .cancelled: .muted
        }
    }
}
