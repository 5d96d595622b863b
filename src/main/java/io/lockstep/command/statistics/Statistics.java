package io.lockstep.command.statistics;

import java.util.Map;
import java.util.TreeMap;

/** What a node counts since its start or since CONFIG RESETSTAT; the names follow INFO's fields. */
public final class Statistics {
  public long connectionsReceived;
  public long rejectedConnections;
  public long commandsProcessed;
  public long netInputBytes;
  public long netOutputBytes;
  public long netReplInputBytes;
  public long netReplOutputBytes;
  public long expiredKeys;
  public long expiredSubkeys;
  public long evictedKeys;
  public long evictedClients;
  public long keyspaceHits;
  public long keyspaceMisses;
  public long syncFull;
  public long syncPartialOk;
  public long syncPartialErr;
  public long errorReplies;
  public long unexpectedErrorReplies;
  public long totalReads;
  public long totalWrites;
  public long peakClients;
  public long peakMemoryBytes;
  public long changes;
  public long aclDeniedAuth;
  public long eventLoopCycles;
  public long eventLoopNanos;
  public long commandNanos;

  private final Map<String, Long> errorsByCode = new TreeMap<>();
  private final TrafficRates rates = new TrafficRates(this);

  /** How fast the counts grow. */
  public TrafficRates rates() {
    return rates;
  }

  /** Replies that were errors, by their code word. */
  public Map<String, Long> errorsByCode() {
    return errorsByCode;
  }

  /** Notes an error reply by its text, code word first. */
  public void error(String text) {
    errorReplies++;
    int blank = text.indexOf(' ');
    errorsByCode.merge(blank < 0 ? text : text.substring(0, blank), 1L, Long::sum);
  }

  /** Starts every count anew. */
  public void reset() {
    connectionsReceived = 0;
    rejectedConnections = 0;
    commandsProcessed = 0;
    netInputBytes = 0;
    netOutputBytes = 0;
    netReplInputBytes = 0;
    netReplOutputBytes = 0;
    expiredKeys = 0;
    expiredSubkeys = 0;
    evictedKeys = 0;
    keyspaceHits = 0;
    keyspaceMisses = 0;
    syncFull = 0;
    syncPartialOk = 0;
    syncPartialErr = 0;
    errorReplies = 0;
    unexpectedErrorReplies = 0;
    totalReads = 0;
    totalWrites = 0;
    aclDeniedAuth = 0;
    eventLoopCycles = 0;
    eventLoopNanos = 0;
    commandNanos = 0;
    errorsByCode.clear();
    rates.reset();
  }
}
