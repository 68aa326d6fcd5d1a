import Foundation
import Testing

@testable import Registry

@Suite struct ProcessIdentityTests {
    @Test func thisProcessIsAlive() {
        #expect(ProcessIdentity.current.isAlive)
        #expect(!ProcessIdentity.current.birth.isEmpty)
    }

    @Test func aNumberThatWasGivenAgainIsAnotherProcess() {
        let me = ProcessIdentity.current
        #expect(!ProcessIdentity(processID: me.processID, birth: me.birth + "0").isAlive)
        #expect(!ProcessIdentity(processID: me.processID, birth: "other-boot/" + me.birth).isAlive)
    }

    @Test func numbersThatAreNoProcessesAreNotAlive() {
        for number in [0, -1, Int.max] { #expect(!ProcessIdentity(of: number).isAlive) }
    }

    @Test func anEndedProcessIsNotAlive() throws {
        let process = try Process.run(URL(filePath: "/bin/sleep"), arguments: ["100"])
        let identity = ProcessIdentity(of: Int(process.processIdentifier))
        #expect(identity.isAlive)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(!identity.isAlive)
    }
}
