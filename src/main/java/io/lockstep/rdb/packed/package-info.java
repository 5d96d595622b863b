/**
 * The forms in which an RDB file holds a small collection as one string: ziplist, zipmap, intset
 * and listpack.
 *
 * <p>Readers walk a whole string before they give its first element, so whoever builds a collection
 * from one never has to take half of it back. What they find wrong is a {@link
 * io.lockstep.rdb.packed.MalformedPackException}, which knows places in the string only: a string
 * may have been compressed, and then its bytes have no place in the file.
 */
@NullMarked
package io.lockstep.rdb.packed;

import org.jspecify.annotations.NullMarked;
