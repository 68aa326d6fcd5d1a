"""Holds a file's write lock, as a database that is open elsewhere does: prints `held`, then waits until standard
input ends.

usage: hold_lock.py FILE
"""
import fcntl
import sys

file = open(sys.argv[1], "r+b")
fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
print("held", flush=True)
sys.stdin.read()
