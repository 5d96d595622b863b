package io.lockstep.replication;

/**
 * One change of state of a link.
 *
 * @param atMs when
 * @param from name of the state before
 * @param to name of the state after
 * @param cause why, in words
 * @param offset the last byte of the stream that was applied or acknowledged, or -1
 */
public record Transition(long atMs, String from, String to, String cause, long offset) {}
