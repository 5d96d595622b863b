package io.lockstep.command;

import io.lockstep.replication.History;
import io.lockstep.replication.ReplicationLog;
import java.util.ArrayList;
import java.util.List;

/** A place in replication that a test chooses; the log is a real one. */
public final class ReplicationDouble implements Replication {

  private final ReplicationLog log =
      new ReplicationLog(History.fresh("0".repeat(40)), 1 << 24, () -> "1".repeat(40));

  /** What was asked, in words such as {@code "replicaof host 6379"}. */
  public final List<String> asked = new ArrayList<>();

  public boolean replica;
  public boolean linkUp;
  public int goodReplicas;
  public long ackOffset = Long.MAX_VALUE;
  public boolean knowsOptions = true;

  ReplicationDouble() {
    log.createBacklog();
  }

  @Override
  public ReplicationLog log() {
    return log;
  }

  @Override
  public boolean isReplica() {
    return replica;
  }

  @Override
  public boolean isLinkUp() {
    return linkUp;
  }

  @Override
  public int streamDatabase() {
    return 0;
  }

  @Override
  public int goodReplicas() {
    return goodReplicas;
  }

  @Override
  public int replicasAt(long offset) {
    return ackOffset >= offset ? goodReplicas : 0;
  }

  @Override
  public String replicaOf(String host, int port) {
    asked.add("replicaof " + host + " " + port);
    replica = true;
    return "OK";
  }

  @Override
  public void promote() {
    asked.add("promote");
    replica = false;
  }

  @Override
  public void psync(Client client, String replid, long offset) {
    asked.add("psync " + replid + " " + offset);
  }

  @Override
  public void sync(Client client) {
    asked.add("sync");
  }

  @Override
  public boolean replconf(Client client, String option, String value) {
    asked.add("replconf " + option + " " + value);
    return knowsOptions;
  }

  @Override
  public void acknowledged(Client sender, long offset) {
    asked.add("acknowledged " + offset);
  }

  @Override
  public void acknowledge() {
    asked.add("acknowledge");
  }

  @Override
  public void writeRole(Call call) {
    call.reply().array(3);
    call.reply().text("master");
    call.reply().integer(log.offset());
    call.reply().array(0);
  }

  @Override
  public void describe(StringBuilder info) {
    info.append("role:").append(replica ? "slave" : "master").append("\r\n");
  }
}
