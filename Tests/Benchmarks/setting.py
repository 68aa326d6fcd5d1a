"""What is measured, where, and the tables that are made for it."""

import os
import platform
import sys
import tempfile

from measuring import answer, run


class Setting:
    def __init__(self, root, program, quick, runs):
        if not program.exists():
            sys.exit(f"bench: {program} does not exist; make build makes it")
        self.root, self.program, self.quick, self.runs = root, program, quick, runs
        self.flights = root / "Samples/flights.parquet"
        self.kept = root / ".bench"
        # A workspace and settings of nobody; what a measurement writes goes here too.
        self.folder = tempfile.TemporaryDirectory(prefix="atelier-bench-")
        self.environment = {
            **os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "ATELIER_WORKSPACE": self.path("workspace"),
            "PYTHONDONTWRITEBYTECODE": "1", "XDG_CONFIG_HOME": self.path("config"), "XDG_DATA_HOME": self.path("data"), "XDG_CACHE_HOME": self.path("cache"), "VD_DIR": self.path("visidata"),
            # Waiting OpenMP threads spin otherwise, and whoever waits longest looks slowest.
            "OMP_WAIT_POLICY": "passive",
        }
        self.environment.pop("NO_COLOR", None)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def atelier(self, *words):
        return run([self.program, *words], self.environment)

    def peer(self, script, *words):
        """Runs a peer's script in a process of its own."""
        peers = self.root / "Tests/Benchmarks/peers"
        return run([sys.executable, peers / script, *words], self.environment)

    @property
    def sizes(self):
        """Rows of the small, the middle and the big table."""
        return (200_000, 500_000, 2_000_000) if self.quick else (1_000_000, 3_000_000, 10_000_000)

    def table(self, rows):
        """The flights again and again, made once: `flight_id` and `air_time` are different in every row."""
        path = self.kept / f"tables/flights-{rows}.parquet"
        if not path.exists():
            print(f"bench: making a table of {rows:,} rows", file=sys.stderr)
            path.parent.mkdir(parents=True, exist_ok=True)
            answer(self.peer("make_table.py", self.flights, path, str(rows)))
        return path

    def made(self, name, script, *words):
        """A table that a script makes, once."""
        path = self.kept / "tables" / name
        if not path.exists():
            print(f"bench: making {name}", file=sys.stderr)
            path.parent.mkdir(parents=True, exist_ok=True)
            answer(self.peer(script, path, *(str(word) for word in words)))
        return path

    def facts(self, load_before):
        name = platform.processor() or platform.machine()
        if os.path.exists("/proc/cpuinfo"):
            with open("/proc/cpuinfo") as file:
                name = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), name)
        return {
            "machine": name, "cores": os.cpu_count(), "system": platform.platform(terse=True),
            "load": [round(load_before, 1), round(os.getloadavg()[0], 1)], "runs": self.runs,
            "quick": self.quick,
        }
