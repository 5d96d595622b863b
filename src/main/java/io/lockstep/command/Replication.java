package io.lockstep.command;

import io.lockstep.replication.ReplicationLog;

/**
 * The node's place in replication, as commands see and change it. The engine's replicator is it.
 */
public interface Replication {

  /** The stream this node produces or relays. */
  ReplicationLog log();

  /** Whether the node has a master. */
  boolean isReplica();

  /** Whether the stream from the master flows. */
  boolean isLinkUp();

  /** The database that the stream has selected last; −1 before it has. */
  int streamDatabase();

  /**
   * Online replicas whose last acknowledgement is recent enough for {@code min-replicas-to-write}.
   */
  int goodReplicas();

  /** Online replicas that have acknowledged the stream up to an offset. */
  int replicasAt(long offset);

  /**
   * Makes the node a replica of a master.
   *
   * @return Redis' reply, without the leading plus
   */
  String replicaOf(String host, int port);

  /** Makes the node a master of its own. */
  void promote();

  /** Answers PSYNC; a full resync or the stream follows on the client's connection. */
  void psync(Client client, String replid, long offset);

  /** Answers SYNC. */
  void sync(Client client);

  /** Takes one option of REPLCONF from a replica to be; false if the option is unknown. */
  boolean replconf(Client client, String option, String value);

  /** Takes a replica's acknowledgement of everything up to an offset. */
  void acknowledged(Client replica, long offset);

  /** Sends an acknowledgement to the master, if there is one. */
  void acknowledge();

  /** Writes ROLE's reply. */
  void writeRole(Call call);

  /** Adds INFO's replication section: lines {@code field:value}, each ended by CRLF. */
  void describe(StringBuilder info);
}
