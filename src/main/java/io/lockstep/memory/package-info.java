/**
 * The bytes: native pages, records, hash tables and epochs. Data lives here, outside the
 * collector's sight, and is owned by one thread.
 *
 * <p>Design notes.
 *
 * <p><b>Runs, not pages, belong to a size class.</b> A page of 4 MiB per class would cost a node
 * with a few keys of many sizes hundreds of megabytes. Runs of 64 KiB chunks empty sooner, too, and
 * free lists stay inside a run, so that an empty one is given back without a search.
 *
 * <p><b>Slots are in the order of their hashes.</b> A slot's home comes from the bits below those
 * that choose the segment, and colliding slots stay sorted. So a scan needs no sorting, its cursor
 * is a hash and survives any split or merge; a snapshot is read in hash order, and who loads it
 * into a table with the same seed writes memory from front to end. That needs {@code
 * SlotTable.expect}: without it, each segment is filled from its lower end, and probes are long
 * until it splits.
 *
 * <p><b>What the directory knows is on the heap.</b> Counts, depths and births of segments are in
 * arrays, 11 bytes per 8 KiB of slots, so that a look-up touches one line of a segment and one of a
 * record, and a snapshot copies two arrays.
 *
 * <p><b>A stamp may be older than what it stamps.</b> A record that is changed in place keeps the
 * epoch of its birth. That is safe: it was changed while no open snapshot was as young as the
 * stamp, and every later snapshot is to see it anyway.
 *
 * <p><b>A retired block waits for all snapshots before its death</b>, even for those before its
 * birth, which could not see it: so the retired ones are a queue, and its front alone decides.
 *
 * <p><b>Trees know their first keys exactly.</b> An inner node could keep a bound that is merely
 * low enough when a child loses its first entry. But ties are broken by reading the child's first
 * entry, whose key has to be the one that tied.
 *
 * <p><b>Memory is fresh when it comes.</b> Linux clears it as it is touched first, 2 MiB at a time
 * where it has huge pages, and under a hypervisor finds it only then. So a thread that fills pages
 * stands still for milliseconds every so often: an engine while a snapshot makes it copy, a load
 * for half of its time. Pages are therefore prepared ahead, see {@link PageSource}, as many as a
 * sixteenth of what is there, and more when a snapshot is opened; the room itself knows no threads.
 *
 * <p><b>A tree copies the path, and a sibling that it shares with or merges into.</b> Counts are in
 * the inner nodes, so each change of an entry's weight changes the whole path anyway, and a
 * snapshot's first write copies a block of a KiB for each of three or four levels. A cursor keeps
 * the path, and walks over it where other trees have links from leaf to leaf.
 */
@NullMarked
package io.lockstep.memory;

import org.jspecify.annotations.NullMarked;
