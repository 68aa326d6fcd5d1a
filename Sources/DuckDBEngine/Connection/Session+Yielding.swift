import EngineSupport
import Tabular

extension Session {
    /// Does a piece of work that is put off, and begun again, when the session works in the background and somebody
    /// waits for the foreground. The work must be able to begin anew: it may change nothing before its end.
    func yielding<T>(_ work: () throws(Problem) -> T) throws(Problem) -> T {
        guard priority == .background else { return try work() }
        let interrupter = interrupter
        while true {
            core.gate.wait { interrupter.isRaised }
            do throws(Problem) {
                try check()
                let result = try core.gate.behind(putOff: { interrupter.putOff() }, work)
                // It was done before it could be put off.
                _ = interrupter.takePutOff()
                return result
            } catch {
                guard interrupter.takePutOff() else { throw error }
            }
        }
    }
}
