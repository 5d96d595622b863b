package io.lockstep.command.progress;

import org.jspecify.annotations.Nullable;

/**
 * One kind of work with all of the data.
 *
 * @param current the one that goes on; null if none does
 * @param last the one that ended last; null if none has
 */
public record LongWork(@Nullable Progress current, @Nullable Progress last) {}
