package io.lockstep.command.server;

import java.util.List;

/** Requests whose replies depend on nothing but what the same connection sent before. */
final class ServerRequests {

  static final List<String> ALL =
      """
      PING
      PING x
      PING x y
      ECHO hello
      ECHO
      SELECT 1
      SELECT 15
      SELECT 16
      SELECT -1
      SELECT x
      SELECT 99999999999
      RESET
      AUTH x
      AUTH default x
      AUTH nobody x
      AUTH a b c
      HELLO x
      HELLO 4
      HELLO 2 foo
      HELLO 3 AUTH a
      HELLO 3 AUTH nobody a
      HELLO 3 SETNAME
      CLIENT
      CLIENT FOO
      CLIENT GETNAME
      CLIENT SETNAME me
      CLIENT SETNAME you
      CLIENT SETNAME é
      CLIENT NO-EVICT on
      CLIENT NO-EVICT off
      CLIENT NO-EVICT x
      CLIENT GETREDIR
      CLIENT TRACKINGINFO
      CLIENT REPLY ON
      CLIENT REPLY x
      CLIENT KILL 1.2.3.4:5
      CLIENT KILL ID 0
      CLIENT KILL ID x
      CLIENT KILL ID 999999
      CLIENT KILL ID
      CLIENT KILL TYPE x
      CLIENT KILL TYPE pubsub
      CLIENT KILL USER x
      CLIENT KILL FOO x
      CLIENT KILL ADDR 1.2.3.4:5 LADDR 1.2.3.4:6
      CLIENT KILL ID 999999 SKIPME maybe
      CLIENT KILL ID 999999 SKIPME no
      CLIENT LIST TYPE x
      CLIENT LIST TYPE pubsub
      CLIENT LIST FOO
      CLIENT LIST ID x
      CLIENT LIST ID 999999
      CLIENT PAUSE x
      CLIENT PAUSE -1
      CLIENT PAUSE 0 x
      client pause 0 all x
      CLIENT PAUSE 0
      CLIENT PAUSE 0 WRITE
      CLIENT UNPAUSE
      CLIENT UNBLOCK 999999
      CLIENT UNBLOCK x
      CLIENT UNBLOCK 999999 ERROR
      CLIENT UNBLOCK 999999 x
      CLIENT UNBLOCK 999999 ERROR x
      client unblock x x x
      CONFIG
      CONFIG GET maxclients
      CONFIG GET nothing
      CONFIG SET maxclients
      CONFIG SET timeout x
      CONFIG SET timeout 0
      CONFIG SET timeout 0 hz
      CONFIG SET nothing 1
      CONFIG SET slowlog-max-len 128 slowlog-max-len 128
      CONFIG RESETSTAT
      CONFIG REWRITE
      CONFIG FOO
      COMMAND COUNT x
      COMMAND FOO
      COMMAND INFO nothing
      COMMAND INFO get foo
      COMMAND DOCS nothing
      COMMAND LIST FOO
      COMMAND LIST FILTERBY FOO x
      COMMAND LIST FILTERBY ACLCAT nothing
      COMMAND LIST FILTERBY MODULE nothing
      COMMAND LIST FILTERBY PATTERN lastsav?
      COMMAND GETKEYS nothing a
      COMMAND GETKEYS get a
      COMMAND GETKEYS get a b
      COMMAND GETKEYS mset a b c d
      COMMAND GETKEYS bitop and d a b
      COMMAND GETKEYS memory usage k
      COMMAND GETKEYS ping x
      COMMAND GETKEYSANDFLAGS append a b
      COMMAND GETKEYSANDFLAGS copy a b
      INFO nothing
      INFO cluster
      INFO modules
      LATENCY LATEST
      LATENCY RESET
      LATENCY GRAPH x
      LATENCY HISTORY x
      LATENCY FOO
      MEMORY USAGE nothing
      MEMORY USAGE
      MEMORY USAGE nothing SAMPLES
      MEMORY USAGE nothing SAMPLES x
      MEMORY USAGE nothing SAMPLES -1
      MEMORY USAGE nothing FOO 1
      MEMORY PURGE
      SLOWLOG RESET
      SLOWLOG GET x
      SLOWLOG GET -2
      SLOWLOG GET 1 2
      SHUTDOWN ABORT
      SHUTDOWN FOO
      SHUTDOWN SAVE NOSAVE
      SHUTDOWN ABORT NOW
      REPLICAOF a x
      REPLICAOF a 65536
      REPLICAOF NO ONE
      REPLCONF capa
      REPLCONF capa eof
      REPLCONF listening-port x
      REPLCONF listening-port 99999999999
      REPLCONF rdb-only 2
      REPLCONF rdb-only x
      PSYNC ? x
      PSYNC x 1 FAILOVER
      WAIT x 0
      WAIT 0 x
      WAIT 0 -1
      WAIT 0 0
      WAIT x x
      WAIT x -1
      LOLWUT VERSION x
      LOLWUT VERSION 5 1 2 x
      LOLWUT VERSION 6 x
      DEBUG
      DEBUG FOO
      DEBUG OBJECT
      DEBUG OBJECT nothing
      DEBUG SLEEP
      DEBUG SLEEP 0
      DEBUG SLEEP x
      DEBUG POPULATE
      DEBUG POPULATE x
      DEBUG POPULATE -1
      DEBUG POPULATE 1 a b c
      DEBUG RELOAD FOO
      DEBUG SET-ACTIVE-EXPIRE
      DEBUG SET-ACTIVE-EXPIRE 1
      DEBUG SET-ACTIVE-EXPIRE 1 2
      DEBUG DIGEST x
      DEBUG DIGEST
      DEBUG QUICKLIST-PACKED-THRESHOLD x
      DEBUG QUICKLIST-PACKED-THRESHOLD 5gb
      DEBUG QUICKLIST-PACKED-THRESHOLD 1b
      DEBUG ERROR x
      ROLE x
      TIME x
      nothing at all
      """
          .lines()
          .toList();

  private ServerRequests() {}
}
