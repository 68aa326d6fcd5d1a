"""Processes and what they used."""

import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass


@dataclass
class Usage:
    """One finished process: wall and CPU seconds, peak memory in MB, what it printed."""

    wall: float
    cpu: float
    peak: float
    output: str


def run(command, environment):
    """Runs a command to its end; ends the measurement when it fails."""
    words = [str(word) for word in command]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors, open(os.devnull) as nothing:
        redirected = [(os.POSIX_SPAWN_DUP2, file.fileno(), number) for number, file in enumerate([nothing, output, errors])]
        began = time.perf_counter()
        child = os.posix_spawnp(words[0], words, environment, file_actions=redirected)
        _, status, used = os.wait4(child, 0)
        wall = time.perf_counter() - began
        if status != 0:
            errors.seek(0)
            text = errors.read().decode(errors="replace")
            sys.exit(f"bench: this failed: {' '.join(words)}\n{text}")
        output.seek(0)
        text = output.read().decode()
    return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text)


def answer(usage):
    """The JSON document that a process printed."""
    return json.loads(usage.output)


def in_turn(runs, *measurements):
    """Does each measurement `runs` times, by turns, so that all see the same machine."""
    results = [[] for _ in measurements]
    for _ in range(runs):
        for kept, measurement in zip(results, measurements):
            kept.append(measurement())
    return results


def median(values, key=lambda value: value):
    return statistics.median(key(value) for value in values)


def wall(usages):
    return median(usages, lambda usage: usage.wall)


def cpu(usages):
    return median(usages, lambda usage: usage.cpu)


def peak(usages):
    return median(usages, lambda usage: usage.peak)
