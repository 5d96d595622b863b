/**
 * The lines that waiters stand in: one for each key that somebody waits for, first come first
 * served. Nothing in here knows of clients or requests; {@link io.lockstep.command.KeyWaits} does.
 *
 * <p>A blocking verb is its plain verb and one line more. It looks at its keys, and if one has
 * something it acts and answers; if none has, it says what it waits for and writes no reply:
 *
 * <pre>{@code
 * private static void pop(Call call) {                        // BLPOP key [key ...] seconds
 *   long untilMs = call.arguments().deadlineFromSeconds(call.count() - 1);
 *   for (int i = 1; i < call.count() - 1; i++) {
 *     int list = call.write(i, RecordType.LIST);
 *     if (list != Database.NONE) {
 *       pop(call, i, list);                                   // rewrites itself as LPOP
 *       return;
 *     }
 *   }
 *   call.waitForKeys(KeyTerms.of(RecordType.LIST, untilMs, 1, call.count() - 2));
 * }
 * }</pre>
 *
 * <p>The handler is run again from a copy of its request when a key is ready, as often as it takes.
 * So it must not leave anything behind in a run that ends in waiting. Where nothing may wait, in
 * EXEC, {@code waitForKeys} answers as at the end of the time, with a null array; a verb that says
 * something else there asks {@code call.mayWait()} first.
 */
@NullMarked
package io.lockstep.command.waiting;

import org.jspecify.annotations.NullMarked;
