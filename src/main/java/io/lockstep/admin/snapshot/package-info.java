/**
 * The files of a node's data over HTTP: what is there, a new one, a copy, an end.
 *
 * <p>A snapshot is a plain file in the node's own folder that begins as an RDB file does; neither a
 * link nor a path leads out of there, and drafts are none. A download reads the file that was there
 * when it began, whatever takes its place meanwhile, so length and bytes belong together; its
 * checksum is the entity tag, so that a range asked for later can't be one of another file.
 *
 * <p>All work with files is done on threads that may wait.
 */
@NullMarked
package io.lockstep.admin.snapshot;

import org.jspecify.annotations.NullMarked;
