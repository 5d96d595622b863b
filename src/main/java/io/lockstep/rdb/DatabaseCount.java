package io.lockstep.rdb;

/** The keys of one database in a file: those loaded, and those left out since they had expired. */
public record DatabaseCount(int database, long loaded, long expired) {}
