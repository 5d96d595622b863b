package io.lockstep.admin;

/**
 * What a change of role led to.
 *
 * @param reply what Redis would answer over RESP
 * @param replication how the node stands now
 */
public record ChangeDescriptor(String reply, ReplicationDescriptor replication) {}
