"""A program in a terminal of 140 x 42, and when it painted what."""

import ctypes
import fcntl
import os
import platform
import pty
import signal
import struct
import sys
import termios
import threading
import time

import pyte

# The thread that notes times must not wait for the one that reads screens.
sys.setswitchinterval(0.0005)


def ask_for_short_turns():
    """Gets the calling thread the processor sooner when bytes arrive for it; kernels before 6.12 do not listen."""
    number = {"x86_64": 314, "aarch64": 274}.get(platform.machine())
    if sys.platform == "linux" and number:
        # struct sched_attr: size, policy, flags, nice, priority, and the turn in nanoseconds.
        attributes = struct.pack("IIQiIQQQ", 48, 0, 0, 0, 0, 200_000, 0, 0)
        ctypes.CDLL(None).syscall(number, 0, attributes, 0)


class Terminal:
    """All times are those of `time.perf_counter`, noted as the bytes arrive and not as they are understood."""

    def __init__(self, command, environment, folder, columns=140, rows=42):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.chunks, self.understood = [], 0
        told, tell = os.pipe()
        words = [str(word) for word in command]
        self.process, self.keyboard = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(folder)
            os.write(tell, struct.pack("d", time.perf_counter()))
            os.execvpe(words[0], words, environment)
        self.began = struct.unpack("d", os.read(told, 8))[0]
        os.close(told), os.close(tell)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        ask_for_short_turns()
        while True:
            try:
                data = os.read(self.keyboard, 65536)
            except OSError:
                data = b""
            if not data:
                return
            self.chunks.append((time.perf_counter(), data))

    @property
    def text(self):
        return "\n".join(self.screen.display)

    def press(self, keys):
        """Types keys; returns when."""
        now = time.perf_counter()
        os.write(self.keyboard, keys.encode())
        return now

    @property
    def cpu(self):
        """CPU seconds that the program's living threads have used."""
        used = 0
        for task in os.listdir(f"/proc/{self.process}/task"):
            try:
                with open(f"/proc/{self.process}/task/{task}/schedstat") as file:
                    used += int(file.read().split()[0]) / 1e9
            except OSError:
                pass
        return used

    @property
    def peak(self):
        """The most memory that the program has held, in MB."""
        with open(f"/proc/{self.process}/status") as file:
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))

    def time(self, what, keys, condition, limit=60):
        """Types keys and waits; returns the seconds until the screen showed it, and the CPU seconds spent till then."""
        used = self.cpu
        pressed = self.press(keys)
        shown = self.wait(what, condition, limit)
        return shown - pressed, self.cpu - used

    def time_quiet(self, what, keys, condition, quiet=3, limit=600):
        """Types keys; returns the seconds until the last change of a screen that satisfies a condition for good."""
        pressed = self.press(keys)
        deadline = pressed + limit
        while time.perf_counter() < deadline:
            self.wait(what, condition, limit)
            self.settle(quiet, limit)
            if condition(self.text):
                return self.chunks[-1][0] - pressed
            time.sleep(0.1)
        self.close()
        sys.exit(f"bench: {what} did not come to an end:\n{self.text}")

    def idle(self, seconds):
        """CPU seconds that the program uses while nobody does anything."""
        used = self.cpu
        time.sleep(seconds)
        return self.cpu - used

    def wait(self, what, condition, limit=60):
        """Waits until the screen's text satisfies a condition; returns when the bytes came that made it so."""
        deadline = time.perf_counter() + limit
        while time.perf_counter() < deadline:
            while self.understood < len(self.chunks):
                arrived, data = self.chunks[self.understood]
                self.understood += 1
                self.stream.feed(data)
                if condition(self.text):
                    return arrived
            if not self.reader.is_alive():
                break
            time.sleep(0.001)
        self.close()
        sys.exit(f"bench: {what} did not come to the screen:\n{self.text}")

    def settle(self, quiet=1.0, limit=60):
        """Waits until nothing has been painted for a while."""
        deadline = time.perf_counter() + limit
        while time.perf_counter() < deadline:
            for _, data in self.chunks[self.understood:]:
                self.stream.feed(data)
                self.understood += 1
            if self.chunks and time.perf_counter() - self.chunks[-1][0] > quiet:
                return
            time.sleep(0.02)

    def close(self):
        """Ends the program, kindly first."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            os.kill(self.process, number)
            for _ in range(200):
                if os.waitpid(self.process, os.WNOHANG)[0]:
                    # Its number is given to the next terminal, so nobody may read from it any more.
                    self.reader.join()
                    os.close(self.keyboard)
                    return
                time.sleep(0.01)
