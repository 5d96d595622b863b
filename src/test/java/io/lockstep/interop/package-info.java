/**
 * Real peers: servers of Redis' own make that a test can start, talk to and stop, and the tests
 * that put a node between them.
 */
@NullMarked
package io.lockstep.interop;

import org.jspecify.annotations.NullMarked;
