"""Takes connections and never answers: prints its port, then waits until standard input ends."""
import socket
import sys

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(16)
print(listener.getsockname()[1], flush=True)
sys.stdin.read()
