package io.lockstep.rdb;

/**
 * Where in a replication history a file belongs.
 *
 * @param streamDatabase the database selected in the stream at that moment
 * @param replid 40 hexadecimal digits
 * @param offset bytes of the stream that the file contains
 */
public record ReplicationPoint(int streamDatabase, String replid, long offset) {}
