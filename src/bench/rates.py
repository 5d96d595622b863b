"""How many requests per second redis-benchmark gets answered, and what CPU time that takes."""

import csv
import io
import statistics
import subprocess
from dataclasses import dataclass

CLIENTS, CLIENT_CORE = 50, 1

# What redis-benchmark measures when it is asked for nothing else.
USUAL = ("ping_inline", "ping_mbulk", "set", "get", "incr", "lpush", "rpush", "lpop", "rpop", "sadd", "hset", "spop",
         "zadd", "zpopmin", "lrange_100", "lrange_300", "lrange_500", "lrange_600", "mset")
LONG_REPLIES = ("lrange_100", "lrange_300", "lrange_500", "lrange_600")

# Rows of the two that are not measured: a list is filled for LRANGE.
PREPARATION = "needed to benchmark"


def benchmark(port, pipeline, requests, *what):
    """Requests per second by redis-benchmark's name of each test."""
    line = ["taskset", "-c", str(CLIENT_CORE), "redis-benchmark", "-p", str(port), "-c", str(CLIENTS),
            "-P", str(pipeline), "-n", str(requests), "--csv", *what]
    out = subprocess.run(line, check=True, capture_output=True, text=True).stdout
    rows = [row for row in csv.reader(io.StringIO(out)) if len(row) > 1 and row[0] != "test"]
    return {row[0]: float(row[1]) for row in rows if PREPARATION not in row[0]}


@dataclass
class Rate:
    """Medians of the rounds."""

    per_second: float
    cpu_per_million: float


class Turns:
    """Throughput and CPU time of several servers, measured in turns."""

    def __init__(self, servers, rounds):
        self.servers, self.rounds = servers, rounds

    def measure(self, pipeline, requests, *what):
        """By test, by the server's name, what redis-benchmark finds with these arguments."""
        seen = {}
        for _ in range(self.rounds):
            for server in self.servers:
                cpu = server.cpu_seconds()
                rates = benchmark(server.port, pipeline, requests, *what)
                cpu = (server.cpu_seconds() - cpu) / (requests * len(rates)) * 1e6
                for test, rate in rates.items():
                    seen.setdefault(test, {}).setdefault(server.name, []).append((rate, cpu))
        return {test: {name: Rate(*map(statistics.median, zip(*runs))) for name, runs in of_test.items()}
                for test, of_test in seen.items()}
