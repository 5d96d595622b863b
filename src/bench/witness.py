"""Tells when the machine itself stood still: a hypervisor stops a virtual core as it likes.

A witness only sleeps, on one core and before all others there, and notes when it woke late. Run as a
process, since threads of one interpreter wait for one another:

    witness.py CORE    until standard input ends; then it prints `begin,end` of each stall, in seconds
                       of the monotonic clock, or nothing at all where it may not go before others
"""

import os
import subprocess
import sys
import threading
import time

NAP_S = 0.001
LATE_S = 0.001
PRIORITY = 2  # before the client that measures


class Witnesses:
    """One on each of these cores; `stalls` is known once they have been dismissed."""

    def __init__(self, cores):
        self.stalls = []
        self.processes = [subprocess.Popen([sys.executable, "-B", __file__, str(core)], stdin=subprocess.PIPE,
                                           stdout=subprocess.PIPE, text=True) for core in cores]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.processes:
            told, _ = process.communicate("")
            self.stalls += [tuple(map(float, stall.split(","))) for stall in told.split()]

    def within(self, begin, end):
        """Seconds of this time during which one core or another stood still."""
        still, at = 0.0, begin
        for first, last in sorted(self.stalls):
            first, last = max(first, at), min(last, end)
            if first < last:
                still, at = still + last - first, last
        return still


def watch(core):
    os.sched_setaffinity(0, {core})
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(PRIORITY))
    except PermissionError:
        return
    dismissed = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), dismissed.set()), daemon=True).start()
    while not dismissed.is_set():
        due = time.monotonic() + NAP_S
        time.sleep(NAP_S)
        woke = time.monotonic()
        if woke - due > LATE_S:
            print(f"{due:.6f},{woke:.6f}")


if __name__ == "__main__":
    watch(int(sys.argv[1]))
