/**
 * The wire: RESP2 and RESP3 as bytes, requests in and replies out. It knows no sockets, no data and
 * no commands.
 *
 * <p>Rules that look odd and bear weight:
 *
 * <ul>
 *   <li>Requests are as lenient as Redis' {@code processMultibulkBuffer}: the byte after a carriage
 *       return and the two bytes after a bulk are skipped, not checked. {@link
 *       io.lockstep.resp.Request#isCanonical()} tells whether they were what they should be, so
 *       that only exact frames go to the log as they are.
 *   <li>A NUL byte in a length line or an inline request hides the line end after it, since Redis
 *       looks for it with {@code strchr}: such a line ends in "too big …" or never.
 *   <li>A line longer than the limit fails however its bytes were split. Redis lets some pass that
 *       arrive in one read.
 *   <li>Text is ISO-8859-1 throughout, one char per byte, so that what a client sent can be quoted
 *       back to it unchanged.
 *   <li>Nothing that a peer announces is allocated on its word alone: buffers grow with arrival.
 * </ul>
 */
@NullMarked
package io.lockstep.resp;

import org.jspecify.annotations.NullMarked;
