"""Collections of many elements: how they are filled, and what a server keeps for each element."""

import time
from dataclasses import dataclass
from typing import Callable

from peers import Link, encode, read_reply

BATCH = 1_000

# A server that was filled and emptied has the memory for its code, buffers and free pages already.
SETTLE_S = 2


@dataclass
class Collection:
    """One key of many elements, or many keys: the command that adds what has an index."""

    name: str
    add: Callable[[int], tuple]
    key: str
    keys_per_element: int = 0


def member(index):
    """As long as redis-benchmark's own, and as many digits."""
    return f"element:{index:012d}"


def small_hash_key(index):
    return f"small:{index:012d}"


def small_hash(index):
    pairs = [word for field in range(10) for word in (f"field:{field}", f"value:{index % 1000}")]
    return "HSET", small_hash_key(index), *pairs


BIG_HASH = Collection("hash", lambda i: ("HSET", "big:hash", member(i), f"value:{i}"), "big:hash")
BIG_SET = Collection("set", lambda i: ("SADD", "big:set", member(i)), "big:set")
BIG_SORTED_SET = Collection("sorted set", lambda i: ("ZADD", "big:zset", str(i), member(i)), "big:zset")
BIG_LIST = Collection("list", lambda i: ("RPUSH", "big:list", member(i)), "big:list")
BIG_STREAM = Collection(
    "stream", lambda i: ("XADD", "big:stream", f"{1_700_000_000_000 + i}-0", "field", f"value:{i}"), "big:stream")
SMALL_HASHES = Collection("hash of 10 fields", small_hash, small_hash_key(0), keys_per_element=1)

ALL = [BIG_HASH, BIG_SET, BIG_SORTED_SET, BIG_LIST, BIG_STREAM, SMALL_HASHES]


def fill(server, collection, count):
    """Adds elements 0 to count, a batch of them in each packet."""
    with Link(server.port) as link:
        for start in range(0, count, BATCH):
            commands = [collection.add(i) for i in range(start, min(start + BATCH, count))]
            link.socket.sendall(b"".join(map(encode, commands)))
            for command in commands:
                reply = str(read_reply(link.replies))
                if reply.startswith("-"):
                    raise SystemExit(f"{server.name}: {command[0]} answers {reply}")


@dataclass
class Kept:
    """Bytes per element: by MEMORY USAGE, and by what the resident set grew."""

    usage: float
    resident: float


def kept_for(server, collection, count):
    fill(server, collection, count // 4)
    server.call("FLUSHALL")
    time.sleep(SETTLE_S)
    before = server.resident_bytes()
    fill(server, collection, count)
    grown = server.resident_bytes() - before
    return Kept(usage_of(server, collection, count) / count, grown / count)


def usage_of(server, collection, count):
    keys = collection.keys_per_element * count or 1
    return keys * int(server.call("MEMORY", "USAGE", collection.key, "SAMPLES", "0"))
