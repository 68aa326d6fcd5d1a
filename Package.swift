// swift-tools-version: 6.2
import PackageDescription

/// Where `make setup` puts libduckdb, libonnxruntime and lib_lightgbm.
let native = Context.packageDirectory + "/.native/lib"

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A Swift module of the house; `uses` are the only modules it may import.
func module(
    _ name: String, uses: [String] = [], packages: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .target(
        name: name, dependencies: uses.map { .byName(name: $0) } + packages, exclude: exclude, swiftSettings: strict)
}

/// The tests of a module, in `Tests/<name>Tests`.
func tests(_ name: String, uses: [String] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: ([name] + uses).map { .byName(name: $0) }, exclude: exclude,
        swiftSettings: strict)
}

let domain = ["Tabular", "Shaping", "Profiling", "Scoring", "Learning", "Registry"]

let package = Package(
    name: "atelier",
    products: [.executable(name: "atelier", targets: ["atelier"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Thin C faces.
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(
            name: "CDuckDB",
            linkerSettings: [
                .linkedLibrary("duckdb"),
                .unsafeFlags(["-L" + native, "-Xlinker", "-rpath", "-Xlinker", native]),
            ]),
        .target(
            name: "CONNXRuntime",
            linkerSettings: [.linkedLibrary("dl"), .unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", native])]),
        .target(
            name: "CLightGBM",
            linkerSettings: [.linkedLibrary("dl"), .unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", native])]),

        // Values and rules: no engine, no screen.
        module("Tabular"),
        module("Shaping", uses: ["Tabular"]),
        module("Querying", uses: ["Tabular"]),
        module("EngineSupport", uses: ["Tabular"]),
        module("Profiling", uses: ["Tabular"]),
        module("Scoring", uses: ["Tabular"]),
        module("Learning", uses: ["Tabular", "Scoring"]),
        module("TransactSQL", uses: ["Tabular"]),
        module("TreeEnsembles"),
        module("Registry", uses: ["Tabular", "Scoring"], packages: [.product(name: "GRDB", package: "GRDB.swift")]),
        module(
            "ONNXModel", uses: ["Tabular", "Scoring", "TreeEnsembles"],
            packages: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
            exclude: ["Generated/onnx.proto"]),

        // Engines.
        module("DuckDBEngine", uses: ["CDuckDB", "Tabular", "Profiling", "Scoring", "EngineSupport"]),
        module(
            "ONNXEngine", uses: ["CONNXRuntime", "Tabular", "Scoring", "TreeEnsembles", "ONNXModel", "EngineSupport"]),
        module(
            "LightGBMEngine",
            uses: ["CLightGBM", "Tabular", "Learning", "Scoring", "ONNXModel", "EngineSupport"]),

        // What a person wants done, and where they see it.
        module("Workflows", uses: domain + ["TransactSQL", "EngineSupport"]),
        module("Screen", packages: [.product(name: "Yams", package: "Yams")]),
        module("Editing", uses: ["Screen"]),
        module("Settings", uses: ["Tabular", "Screen"], packages: [.product(name: "Yams", package: "Yams")]),
        module("CursesTerminal", uses: ["CNcurses", "Screen"]),
        module(
            "Studio",
            uses: domain + ["Querying", "TransactSQL", "Editing", "Workflows", "Screen", "Settings", "EngineSupport"]),
        .executableTarget(
            name: "atelier",
            dependencies: [
                "Tabular", "Shaping", "Querying", "EngineSupport", "Profiling", "Scoring", "Learning", "Registry",
                "ONNXModel",
                "DuckDBEngine", "ONNXEngine", "LightGBMEngine", "Workflows", "Screen", "Settings", "CursesTerminal",
                "Studio", "TransactSQL",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        tests("Tabular"),
        tests("Shaping", uses: ["Tabular"]),
        tests("Querying", uses: ["Tabular", "DuckDBEngine"]),
        tests("Profiling", uses: ["Tabular"]),
        tests("EngineSupport", uses: ["Tabular"]),
        tests("TransactSQL", uses: ["Tabular", "DuckDBEngine"], exclude: ["Fixtures"]),
        tests("Registry", uses: ["Tabular", "Scoring"]),
        tests("Scoring", uses: ["Tabular"]),
        tests("TreeEnsembles"),
        tests("Learning"),
        tests("Workflows", uses: domain),
        // The whole program: its command line, and its screen in a real terminal.
        .testTarget(name: "ProgramTests", dependencies: ["atelier", "ChildProcesses"], swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        tests("ONNXEngine", uses: ["Tabular", "Scoring"], exclude: ["Fixtures"]),
        tests("ONNXModel", uses: ["Tabular", "Scoring", "ONNXEngine"]),
        tests("LightGBMEngine", uses: ["Tabular", "Scoring", "Learning", "ONNXModel", "ONNXEngine"]),
        tests(
            "DuckDBEngine", uses: ["Tabular", "Shaping", "Profiling", "Scoring", "ChildProcesses"],
            exclude: ["Fixtures"]),
        tests("Screen", exclude: ["Golden"]),
        tests("Editing", uses: ["Screen"]),
        tests("Settings", uses: ["Screen", "Tabular"]),
        .target(name: "ChildProcesses", path: "Tests/ChildProcesses", swiftSettings: strict),
        // A small program that the terminal's tests drive from outside.
        .executableTarget(
            name: "TerminalProbe", dependencies: ["CursesTerminal", "Screen"], path: "Tests/TerminalProbe",
            swiftSettings: strict),
        tests("CursesTerminal", uses: ["CNcurses", "Screen", "TerminalProbe"]),
        tests(
            "Studio",
            uses: domain + [
                "Screen", "Editing", "Settings", "Workflows", "DuckDBEngine", "ONNXEngine", "LightGBMEngine",
            ],
            exclude: ["Frames"]),
    ],
    swiftLanguageModes: [.v6]
)
