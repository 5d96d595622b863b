/**
 * Places on earth: sorted sets whose scores are the cells of a grid.
 *
 * <p>A search looks into the cell around its middle and that cell's neighbours, in the order in
 * which Redis does: with ANY, that order decides what is found.
 */
@NullMarked
package io.lockstep.command.geo;

import org.jspecify.annotations.NullMarked;
