import Foundation
import Synchronization
import Tabular

/// Something that comes back from work.
enum Delivery: Sendable {
    /// An action on the way.
    case action(Action)
    /// How far the work is; only the newest is kept.
    case progress(WorkProgress)
    /// The work is over, with its last action.
    case finished(Action?, Problem?)
}

/// A delivery with its sender.
struct Envelope: Sendable {
    let id: EffectID
    /// The number of the start under this id: results of an older one are late.
    let generation: Int
    let delivery: Delivery
}

/// The only thing that crosses threads: work puts envelopes in, the main loop takes them out when the pipe is readable.
final class Mailbox: Sendable {
    private struct Contents {
        var envelopes: [Envelope] = []
        var progress: [EffectID: Envelope] = [:]
        var isEmpty: Bool { envelopes.isEmpty && progress.isEmpty }
    }

    private let contents = Mutex(Contents())
    private let reading: Int32
    private let writing: Int32

    init() throws(Problem) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw Problem("cannot open a pipe", detail: String(cString: strerror(errno)))
        }
        (reading, writing) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// Readable when there is something to take out.
    var descriptor: Int32 { reading }

    func post(_ envelope: Envelope) {
        let wake = contents.withLock { contents in
            let wasEmpty = contents.isEmpty
            switch envelope.delivery {
            case .progress: contents.progress[envelope.id] = envelope
            default: contents.envelopes.append(envelope)
            }
            return wasEmpty
        }
        if wake {
            var byte: UInt8 = 1
            _ = write(writing, &byte, 1)
        }
    }

    /// Takes everything out, progress first: it is never newer than the end of its work.
    func drain() -> [Envelope] {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(reading, &bytes, bytes.count) > 0 {}
        return contents.withLock { contents in
            defer { contents = Contents() }
            return Array(contents.progress.values) + contents.envelopes
        }
    }
}
