package io.lockstep.rdb;

/**
 * A consumer of a group in a file.
 *
 * @param seenAtMs when it last tried to read
 * @param activeAtMs when it last got something; -1 for never, the same as {@code seenAtMs} in files
 *     that do not tell
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record StreamConsumer(byte[] name, long seenAtMs, long activeAtMs) {}
