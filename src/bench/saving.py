"""What saving, loading and copying a big data set takes, and what it costs the clients meanwhile."""

import random
import socket
import threading
import time

from peers import encode, go_first_on

POLL_S = 0.005
SAVE_LIMIT_S = 600

# 50,000 random overwrites a second: a batch every millisecond.
BATCH, PERIOD_S = 50, 0.001
PREPARED_BATCHES = 10_000
RUN_IN_S = 1


class Overwriter(threading.Thread):
    """Overwrites random keys at a steady rate, and notes how long each batch waited for its replies.

    On a core that a server has too it goes first, so that its waits are the server's. A batch's time
    counts from when it was due, so that what waits behind a slow one is not left out.
    """

    def __init__(self, port, keys, value_bytes, core):
        super().__init__(daemon=True)
        self.port, self.core, self.waits, self.running = port, core, [], True
        chance = random.Random(1)
        value = "v" * value_bytes
        self.batches = [b"".join(encode(("SET", f"key:{chance.randrange(keys)}", value)) for _ in range(BATCH))
                        for _ in range(PREPARED_BATCHES)]

    def run_in(self):
        """Starts, and forgets the first waits: the load is there before what is measured under it."""
        self.start()
        time.sleep(RUN_IN_S)
        self.waits.clear()

    def run(self):
        go_first_on(self.core)
        with socket.create_connection(("127.0.0.1", self.port)) as link:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            due, turn = time.monotonic(), 0
            while self.running:
                self.send(link, self.batches[turn % PREPARED_BATCHES])
                self.waits.append(time.monotonic() - due)
                due, turn = due + PERIOD_S, turn + 1
                time.sleep(max(0.0, due - time.monotonic()))

    @staticmethod
    def send(link, batch):
        link.sendall(batch)
        left = BATCH * len(b"+OK\r\n")
        while left > 0:
            left -= len(link.recv(left))

    def finish(self):
        self.running = False
        self.join()

    def percentile_ms(self, share):
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


class Resident(threading.Thread):
    """The most that a process has held in memory since it was first looked at."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.running = server, True
        self.before = self.most = server.resident_bytes()

    def run(self):
        while self.running:
            self.most = max(self.most, self.server.resident_bytes())
            time.sleep(0.02)

    def grown_by(self):
        self.running = False
        self.join()
        return self.most - self.before


def save(server):
    """Seconds that a BGSAVE takes."""
    start = time.monotonic()
    server.call("BGSAVE")
    while time.monotonic() - start < SAVE_LIMIT_S:
        found = server.info("persistence")
        if found["rdb_bgsave_in_progress"] == "0":
            if found["rdb_last_bgsave_status"] != "ok":
                raise SystemExit(f"{server.name} could not save")
            return time.monotonic() - start
        time.sleep(POLL_S)
    raise SystemExit(f"{server.name} did not finish its BGSAVE")


def load(kind, line, cores, folder, keys):
    """Seconds from the start of a process to its first answer from the data in a folder's file."""
    start = time.monotonic()
    with kind(line, cores, folder) as server:
        seconds = time.monotonic() - start
        found = server.call("DBSIZE")
        if found != str(keys):
            raise SystemExit(f"{server.name} loaded {found} keys, not {keys}")
        return seconds


def save_under_writes(server, keys, value_bytes, client_core):
    """The 99.9th percentile of a client's waits in ms during a BGSAVE, and the bytes that the copy cost."""
    writer = Overwriter(server.port, keys, value_bytes, client_core)
    writer.run_in()
    resident = Resident(server)
    resident.start()
    save(server)
    writer.finish()
    grown = resident.grown_by()
    copied = int(server.info("persistence")["rdb_last_cow_size"])
    return writer.percentile_ms(0.999), max(grown, copied) if server.name == "Lockstep" else copied
