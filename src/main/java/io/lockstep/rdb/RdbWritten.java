package io.lockstep.rdb;

/** The size of a file that has been written. */
public record RdbWritten(long bytes, long keys) {}
