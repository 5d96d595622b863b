/**
 * The same commands to two servers, the replies compared byte by byte. The commands live in text
 * files under {@code src/test/resources/conformance}; {@link Script} describes their form.
 */
@NullMarked
package io.lockstep.conformance;

import org.jspecify.annotations.NullMarked;
