import CLightGBM
import Foundation
public import Tabular

/// LightGBM's shared library, opened when it is first needed.
///
/// The functions may be called from any thread and the table is never written again: that is why sharing it is safe.
public struct LightGBMLibrary: @unchecked Sendable {
    let functions: LightGBMFunctions
    /// The file that was loaded.
    public let path: String

    /// The library, looked for in the folder that `ATELIER_NATIVE` names, beside the program, and where the system looks.
    /// The search is done once; throws a `Problem` when there is none that can be used.
    public static func shared() throws(Problem) -> LightGBMLibrary { try found.get() }

    private static let found = Result { () throws(Problem) in try open(candidates) }

    private static var candidates: [String] {
        let own = ProcessInfo.processInfo.environment["ATELIER_NATIVE"].map { [$0 + "/" + fileName] } ?? []
        return own + [fileName]
    }

    private static let fileName = "lib_lightgbm.so"

    /// The first of the files that is a LightGBM library.
    static func open(_ candidates: [String]) throws(Problem) -> LightGBMLibrary {
        var reasons: [String] = []
        for candidate in candidates {
            if let library = tryOpen(candidate, reasons: &reasons) { return library }
        }
        throw Problem(
            "cannot load LightGBM", detail: reasons.joined(separator: "\n"),
            hint: "run `make setup` in the checkout, or `atelier doctor` to see what is missing")
    }

    private static func tryOpen(_ candidate: String, reasons: inout [String]) -> LightGBMLibrary? {
        withUnsafeTemporaryAllocation(of: LightGBMFunctions.self, capacity: 1) { table in
            guard let address = table.baseAddress else { return nil }
            if let reason = lightgbm_open(candidate, address) {
                reasons.append(String(cString: reason))
                return nil
            }
            let path = lightgbm_path(address).map { String(cString: $0) } ?? candidate
            return LightGBMLibrary(functions: address.pointee, path: path)
        }
    }

    /// `LightGBM 4.7.0` when the file is one of the pinned ones, told by their sizes; the library itself tells no version.
    public var name: String {
        let size =
            try? FileManager.default.attributesOfItem(
                atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)[.size] as? Int
        return size.map(Self.pinnedSizes.contains) == true ? "LightGBM 4.7.0" : "LightGBM"
    }

    /// x86_64 and aarch64.
    private static let pinnedSizes: Set<Int> = [9_247_120, 8_085_632]
}

extension LightGBMLibrary {
    /// Turns a failed call into a problem.
    /// - Parameter action: what could not be done, as it follows "LightGBM cannot".
    func check(_ status: Int32, _ action: String) throws(Problem) {
        guard status != 0 else { return }
        throw Problem("LightGBM cannot \(action)", detail: String(cString: functions.lastError()))
    }

    /// Makes the LightGBM calls of this thread print nothing.
    /// - Parameter threads: how many threads it will use; 0: all.
    func silence(threads: Int) {
        withUnsafePointer(to: functions) { lightgbm_silence($0, Int32(clamping: threads)) }
    }
}
