import Foundation
import Tabular
import Testing

@testable import ONNXEngine

@Suite struct LibraryTests {
    @Test func theLibraryIsFoundOnce() throws {
        let library = try ONNXLibrary.shared()
        #expect(try ONNXLibrary.shared() === library)
        #expect(library.version.split(separator: ".").count == 3)
        #expect(FileManager.default.fileExists(atPath: library.path))
    }

    @Test func aNamedFolderComesFirst() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "native-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/" + ONNXLibrary.fileName
        try Data("not a library".utf8).write(to: URL(fileURLWithPath: file))
        let candidates = ONNXLibrary.candidates(environment: ["ATELIER_NATIVE": folder])
        #expect(candidates.first == file)
        #expect(candidates.last == ONNXLibrary.fileName)
        #expect(!ONNXLibrary.candidates(environment: [:]).contains(file))
    }

    @Test func aMissingLibrarySaysWhatToDo() throws {
        let problem = try #require(throws: Problem.self) {
            _ = try ONNXLibrary(candidates: ["/nowhere/libonnxruntime.so.1"])
        }
        #expect(problem.detail.contains("/nowhere/libonnxruntime.so.1"))
        #expect(problem.hint.contains("make setup") && problem.hint.contains("atelier doctor"))
    }

    @Test func anotherLibraryIsNotTaken() throws {
        let problem = try #require(throws: Problem.self) { _ = try ONNXLibrary(candidates: ["libdl.so.2"]) }
        #expect(problem.detail == "libdl.so.2 is not ONNX Runtime")
    }

    @Test func theNextCandidateIsTried() throws {
        let path = try ONNXLibrary.shared().path
        #expect(try ONNXLibrary(candidates: ["/nowhere/x.so", path]).path == path)
    }
}
