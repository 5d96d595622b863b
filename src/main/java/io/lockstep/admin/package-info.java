/** The people: the REST interface over the engine's published view and its inputs. */
@NullMarked
package io.lockstep.admin;

import org.jspecify.annotations.NullMarked;
