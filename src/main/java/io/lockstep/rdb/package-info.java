/**
 * The file: a keyspace as RDB bytes and back, in every version that a peer may speak.
 *
 * <p>Between two Lockstep nodes a snapshot has a form of its own, which a replica asks for with the
 * capability {@code lockstep-snapshot}: keys come in the order of the master's hashes, whose seed
 * is in the field {@code lockstep-hash-seed}, and all bytes behind the field {@code
 * lockstep-checksum} are summed by CRC-32C, which processors compute ten times as fast as the JVM
 * does CRC-64. One damage in 2^32 then passes unseen instead of one in 2^64; TCP sums what is under
 * way as well, and a file that is kept never has this form. Redis refuses such bytes, by their
 * checksum.
 *
 * <p>A file is of the version that its readers were said to know, unless something in it would be
 * lost there: functions make it at least 10, times of expiry of hashes' fields 12. An older server
 * then refuses the file and says why, rather than to keep for ever what was to run out.
 *
 * <p>Files of Redis (magic {@code REDIS}, versions 1 to 13) and of Valkey (magic {@code VALKEY},
 * versions 80 and 81) share types up to 21 and opcodes from 244 on; below, the same byte means
 * another thing in each, so the version decides how it is read. What only a module can read is
 * refused by name, and so are slots that were on their way to a node of a Valkey cluster: Valkey
 * wants a reader that does not know them to give up. Metadata that a module let be ignored is
 * passed over, and what producers said of a stream's entries (Redis 8.6) too.
 */
@NullMarked
package io.lockstep.rdb;

import org.jspecify.annotations.NullMarked;
