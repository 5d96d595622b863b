/**
 * The wire: RESP2 and RESP3 as bytes, requests in and replies out. It knows no sockets, no data and
 * no commands.
 */
@NullMarked
package io.lockstep.resp;

import org.jspecify.annotations.NullMarked;
