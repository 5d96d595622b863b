package io.lockstep.command.parameter;

/**
 * Under which circumstances a CONFIG SET comes.
 *
 * @param isLocalClient whether the client is on the same host
 * @param isLoading whether a data set is being loaded
 */
public record Circumstances(boolean isLocalClient, boolean isLoading) {}
