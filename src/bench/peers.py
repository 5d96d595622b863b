"""The servers that a benchmark starts, pins, measures and stops."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

START_LIMIT_S = 30
SYNC_LIMIT_S = 600
TICKS_PER_SECOND = 100


class Link:
    """A connection to a server; simple, bulk and integer replies are text."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.settimeout(SYNC_LIMIT_S)
        self.replies = self.socket.makefile("rb")

    def call(self, *words):
        self.socket.sendall(encode(words))
        return read_reply(self.replies)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.replies.close()
        self.socket.close()


class Server:
    """A server process on its core or cores, with a folder of its own unless one is given."""

    name = "?"

    def __init__(self, line, core, folder=None):
        self.is_guest = folder is not None  # in a folder that stays when it goes
        self.folder = folder or tempfile.mkdtemp(prefix="bench-")
        self.port = free_port()
        self.log = open(Path(self.folder, "log"), "wb")
        self.process = subprocess.Popen(
            ["taskset", "-c", str(core), *line, "--port", str(self.port), *self.options()],
            cwd=self.folder, stdout=self.log, stderr=subprocess.STDOUT)
        self.await_pong()

    def options(self):
        return ["--save", "", "--appendonly", "no", "--enable-debug-command", "yes",
                "--repl-diskless-sync", "yes", "--repl-diskless-sync-delay", "0",
                "--dir", self.folder]

    def await_pong(self):
        limit = time.monotonic() + START_LIMIT_S
        while time.monotonic() < limit and self.process.poll() is None:
            try:
                if self.call("PING") == "PONG":
                    return
            except OSError:
                pass  # it does not listen yet
            time.sleep(0.02)
        raise SystemExit(f"{self.name} did not start:\n{Path(self.folder, 'log').read_text(errors='replace')}")

    def call(self, *words):
        """One command over a connection of its own."""
        with Link(self.port) as link:
            return link.call(*words)

    def stop(self):
        """Ends it without a last save; its folder stays until it is left."""
        with suppress(ConnectionError):
            self.call("SHUTDOWN", "NOSAVE")
        self.process.wait()

    def info(self, *section):
        return fields_of(self.call("INFO", *section))

    def populate(self, keys, value_bytes):
        self.call("DEBUG", "POPULATE", str(keys), "key", str(value_bytes))
        found = self.call("DBSIZE")
        if found != str(keys):
            raise SystemExit(f"{self.name} holds {found} keys, not {keys}")

    def await_link(self, keys):
        """Asks over one connection, so that little of the replica's time goes into answering."""
        limit = time.monotonic() + SYNC_LIMIT_S
        with Link(self.port) as link:
            while time.monotonic() < limit:
                is_up = fields_of(link.call("INFO", "replication")).get("master_link_status") == "up"
                if is_up and link.call("DBSIZE") == str(keys):
                    return
                time.sleep(0.01)
        raise SystemExit(f"the replica ({self.name}) did not finish its full resync")

    def cpu_seconds(self):
        """User and system time of the process and its threads."""
        fields = self.proc("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND

    def resident_bytes(self):
        return int(re.search(r"VmRSS:\s+(\d+) kB", self.proc("status")).group(1)) * 1024

    def proc(self, name):
        return Path("/proc", str(self.process.pid), name).read_text()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.log.close()
        if not self.is_guest:
            shutil.rmtree(self.folder, ignore_errors=True)


class Redis(Server):
    name = "Redis"

    def snapshot_open_ms(self):
        return int(self.info("stats")["latest_fork_usec"]) / 1000


class Lockstep(Server):
    name = "Lockstep"

    def snapshot_open_ms(self):
        micros = self.info().get("lockstep_snapshot_open_usec")
        return None if micros is None else int(micros) / 1000

    def is_jvm(self):
        return "java" in Path("/proc", str(self.process.pid), "exe").resolve().name

    def jcmd(self, *words):
        java = Path("/proc", str(self.process.pid), "exe").resolve()
        return subprocess.run([str(java.with_name("jcmd")), str(self.process.pid), *words],
                              check=True, capture_output=True, text=True).stdout

    def allocated_bytes(self):
        """What all live threads have allocated so far: the thread dump's `allocated=` column."""
        units = {"B": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
        dump = self.jcmd("Thread.print", "-e")
        return sum(float(number) * units[unit] for number, unit in re.findall(r"allocated=([\d.]+)([BKMG])", dump))


@dataclass
class Pair:
    master: Server
    replica: Server


@contextmanager
def pair_with_replica(kind, line, master_core, replica_core):
    """A master and a replica of its kind, linked."""
    with kind(line, master_core) as master, kind(line, replica_core) as replica:
        replica.call("REPLICAOF", "127.0.0.1", str(master.port))
        replica.await_link(0)
        yield Pair(master, replica)


def go_first_on(core):
    """Pins the calling thread, and runs it before all others if we may: its waits are to be the master's."""
    os.sched_setaffinity(0, {core})
    try:
        os.sched_setscheduler(threading.get_native_id(), os.SCHED_FIFO, os.sched_param(1))
    except PermissionError:
        print("(no leave for SCHED_FIFO: pauses include waits behind the server's own threads)", file=sys.stderr)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fields_of(info):
    return dict(line.split(":", 1) for line in info.splitlines() if ":" in line)


def encode(words):
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w.encode()) for w in words)


def read_reply(stream):
    line = stream.readline()
    if not line:
        raise ConnectionError("closed")
    kind, rest = line[:1], line[1:].strip().decode()
    if kind == b"$":
        return stream.read(int(rest) + 2)[:-2].decode() if int(rest) >= 0 else None
    return "-" + rest if kind == b"-" else rest
