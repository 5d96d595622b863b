/** The watchers: health, meters and info over the engine's published view. */
@NullMarked
package io.lockstep.observe;

import org.jspecify.annotations.NullMarked;
