/** The sockets: listeners, dialers and channels. The only room that names Netty. */
@NullMarked
package io.lockstep.server;

import org.jspecify.annotations.NullMarked;
