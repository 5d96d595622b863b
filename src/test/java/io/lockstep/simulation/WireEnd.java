package io.lockstep.simulation;

import io.lockstep.command.Connection;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One end of a wire, as a socket is: what is written waits here until it is flushed and the window
 * has room, flies in pieces of any size, and is read in pieces of any other. A view that was
 * written is read when it is sent, not before.
 */
final class WireEnd implements Connection {

  private static final long TURN_US = 30;
  private static final int DEEPEST_NOTICE = 8;
  private static final int LARGEST_READ = 64 << 10;
  private static final long NO_FUSE = -1;

  /** What the owner of an end hears. */
  interface Receiver {

    void received(byte[] bytes, int length);

    void closed(String cause);
  }

  private record Outgoing(ByteBuffer bytes, @Nullable Written sent) {}

  /** What the writer does once it has little left to send. */
  private record Drained(long lowBytes, Runnable action) {}

  /** Bytes on their way, or the end: none. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Segment(long arrivesUs, byte @Nullable [] bytes, boolean isReset) {}

  private final SimulatedNetwork network;
  private final Party owner;
  private final String address;
  private final boolean isSlow;
  private final int window;
  private @Nullable WireEnd peer;
  private @Nullable Receiver receiver;

  // towards the peer
  private final Deque<Outgoing> unsent = new ArrayDeque<>();
  private int flushed; // flushed <= unsent.size()
  private long unsentBytes;
  private @Nullable Drained drained;
  private final Deque<Segment> flying = new ArrayDeque<>();
  private int flyingBytes;
  private long lastArrivalUs;
  private boolean isPumping;
  private boolean closesWhenSent;
  private int noticeDepth;

  // from the peer
  private final Inbox arrived = new Inbox();
  private boolean hasEnded;
  private boolean isReading = true;
  private boolean isReadDue;

  private boolean isClosed;
  private boolean isSevered;
  private boolean isTorn; // nothing flies any more
  private long fuseBytes = NO_FUSE;

  WireEnd(SimulatedNetwork network, Party owner, String address, boolean isSlow, int window) {
    this.network = network;
    this.owner = owner;
    this.address = address;
    this.isSlow = isSlow;
    this.window = window;
  }

  void join(WireEnd other) {
    peer = other;
  }

  private WireEnd peer() {
    if (peer == null) {
      throw new IllegalStateException("A wire has two ends.");
    }
    return peer;
  }

  boolean isOwnedBy(Party party) {
    return owner.equals(party);
  }

  boolean isOnNode() {
    return owner instanceof NodeLife;
  }

  boolean isClosed() {
    return isClosed;
  }

  /** Whether the far end's machine is gone, which this end may not know. */
  boolean isForlorn() {
    return peer().isSevered;
  }

  /** Who hears what comes; reading begins. */
  void attach(Receiver listener) {
    receiver = listener;
    readSoon();
  }

  // ---- the writer's side

  @Override
  public void write(byte[] bytes, int start, int length) {
    if (!isClosed) {
      byte[] copy = new byte[length];
      System.arraycopy(bytes, start, copy, 0, length);
      enqueue(new Outgoing(ByteBuffer.wrap(copy), null));
    }
  }

  @Override
  public void write(ByteBuffer bytes, Written written) {
    if (isClosed) {
      notice(written);
    } else {
      enqueue(new Outgoing(bytes, written));
    }
  }

  private void enqueue(Outgoing written) {
    unsent.add(written);
    unsentBytes += written.bytes().remaining();
  }

  /** A channel that is closed says so at once, but not ever deeper. */
  private void notice(Written unsentForEver) {
    if (noticeDepth < DEEPEST_NOTICE) {
      noticeDepth++;
      unsentForEver.ended(false);
      noticeDepth--;
    } else {
      network.agenda().after(0, () -> owner.run(() -> unsentForEver.ended(false)));
    }
  }

  @Override
  public void flush() {
    flushed = unsent.size();
    pump();
  }

  private void pump() {
    if (isPumping || isClosed) {
      return;
    }
    isPumping = true;
    while (flushed > 0 && room() > 0 && !isClosed) {
      send(unsent.element());
    }
    isPumping = false;
    lookWhetherDrained();
    if (closesWhenSent && flushed == 0) {
      abort();
    }
  }

  private int room() {
    return window - flyingBytes - peer().arrived.size();
  }

  private void send(Outgoing first) {
    int most = Math.min(room(), first.bytes().remaining());
    byte[] piece = new byte[most];
    first.bytes().get(piece);
    unsentBytes -= most;
    if (most > 0) {
      fly(piece);
    }
    if (!first.bytes().hasRemaining()) {
      unsent.remove();
      flushed--;
      if (first.sent() != null) {
        first.sent().ended(true);
      }
    }
  }

  private void fly(byte[] piece) {
    if (fuseBytes < 0) {
      flyingBytes += piece.length;
      launch(piece, false);
    } else if (piece.length <= fuseBytes) {
      fuseBytes -= piece.length;
      flyingBytes += piece.length;
      launch(piece, false);
    } else {
      tearWithin(piece);
    }
  }

  private void tearWithin(byte[] piece) {
    byte[] head = Arrays.copyOf(piece, (int) fuseBytes);
    fuseBytes = NO_FUSE;
    flyingBytes += head.length;
    launch(head, false);
    launch(null, network.die().chance(30));
    isTorn = true;
    peer().loseSome();
  }

  /** The connection breaks when so many more bytes have been sent. */
  void tearAfter(long bytes) {
    fuseBytes = bytes;
  }

  private void launch(byte @Nullable [] piece, boolean isReset) {
    if (isSevered || isTorn) {
      return;
    }
    long nowUs = network.agenda().clock().nowUs();
    lastArrivalUs = Math.max(lastArrivalUs, nowUs + network.latencyUs(isSlow));
    flying.add(new Segment(lastArrivalUs, piece, isReset));
    network.agenda().at(lastArrivalUs, this::arrive);
  }

  @Override
  public long unsentBytes() {
    return unsentBytes;
  }

  @Override
  public void whenDrained(long lowBytes, Runnable action) {
    drained = new Drained(lowBytes, action);
    lookWhetherDrained();
  }

  private void lookWhetherDrained() {
    Drained awaited = drained;
    if (awaited != null && unsentBytes <= awaited.lowBytes()) {
      drained = null;
      network.agenda().after(0, () -> owner.run(awaited.action()));
    }
  }

  @Override
  public void close() {
    closesWhenSent = true;
    flush();
  }

  @Override
  public void abort() {
    if (isClosed) {
      return;
    }
    boolean isReset = !network.isCalm() && network.die().chance(30);
    if (isReset) {
      forgetFlying(0);
    }
    closeNow();
    launch(null, isReset);
    tell("Connection closed.");
  }

  private void closeNow() {
    isClosed = true;
    flushed = 0;
    arrived.clear();
    while (!unsent.isEmpty()) {
      Outgoing dropped = unsent.remove();
      unsentBytes -= dropped.bytes().remaining();
      if (dropped.sent() != null) {
        notice(dropped.sent());
      }
    }
  }

  private void tell(String cause) {
    Receiver told = receiver;
    if (told != null) {
      network.agenda().after(0, () -> owner.run(() -> told.closed(cause)));
    }
  }

  // ---- the way between

  /** Lets arrive what is due, unless the way is cut. */
  private void arrive() {
    if (network.isCut(owner.host(), peer().owner.host())) {
      return;
    }
    long nowUs = network.agenda().clock().nowUs();
    while (!flying.isEmpty() && flying.element().arrivesUs() <= nowUs) {
      land(flying.remove());
    }
  }

  private void land(Segment segment) {
    if (segment.bytes() != null) {
      flyingBytes -= segment.bytes().length;
      peer().landed(segment.bytes());
    } else {
      peer().ended(segment.isReset());
    }
  }

  private void landed(byte[] bytes) {
    if (!isClosed) {
      arrived.add(bytes);
      readSoon();
    }
  }

  private void ended(boolean isReset) {
    if (isReset && !isClosed) {
      closeNow();
      launch(null, true);
      tell("Connection reset by peer");
    } else {
      hasEnded = true;
      readSoon();
    }
  }

  /** The way may be open again. */
  void resume() {
    if (!flying.isEmpty()) {
      network.agenda().after(network.latencyUs(isSlow), this::arrive);
    }
  }

  /** The connection breaks: of what is on its way, an end is lost, from any byte on. */
  void loseSome() {
    if (!isClosed) {
      Die die = network.die();
      forgetFlying(die.upTo(flying.size()));
      loseTail(die);
      launch(null, die.chance(50));
      isTorn = true;
    }
  }

  private void loseTail(Die die) {
    Segment last = flying.peekLast();
    if (last != null && last.bytes() != null && last.bytes().length > 1) {
      flying.removeLast();
      int kept = 1 + die.upTo(last.bytes().length - 2);
      flyingBytes -= last.bytes().length - kept;
      byte[] head = Arrays.copyOf(last.bytes(), kept);
      flying.add(new Segment(last.arrivesUs(), head, false));
    }
  }

  private void forgetFlying(int kept) {
    while (flying.size() > kept) {
      Segment lost = flying.removeLast();
      flyingBytes -= lost.bytes() == null ? 0 : lost.bytes().length;
    }
  }

  /** The owner's machine is gone. */
  void sever(boolean silently) {
    forgetFlying(0);
    if (!silently && !isClosed) {
      launch(null, true);
    }
    isSevered = true;
    receiver = null;
  }

  // ---- the reader's side

  @Override
  public void reading(boolean on) {
    isReading = on;
    readSoon();
  }

  private void readSoon() {
    boolean hasNews = arrived.size() > 0 || hasEnded;
    if (!isReadDue && isReading && !isClosed && receiver != null && hasNews) {
      isReadDue = true;
      long delayUs = network.die().between(0, isSlow && !network.isCalm() ? 4_000 : TURN_US);
      network.agenda().after(delayUs, () -> owner.run(this::read));
    }
  }

  private void read() {
    isReadDue = false;
    if (!isReading || isClosed || receiver == null) {
      return;
    }
    if (arrived.size() > 0) {
      take(receiver);
      readSoon();
    } else if (hasEnded) {
      closeNow();
      launch(null, false);
      receiver.closed("Connection with master lost.");
    }
  }

  private void take(Receiver listener) {
    int all = Math.min(arrived.size(), LARGEST_READ);
    int count = network.die().chance(60) ? all : 1 + network.die().upTo(all - 1);
    byte[] bytes = arrived.take(count);
    network.trace().note(owner.host(), "reads bytes from " + peer().owner.host(), count);
    WireEnd writer = peer();
    network.agenda().after(TURN_US, () -> writer.owner.run(writer::pump));
    listener.received(bytes, count);
  }

  // ---- who is there

  @Override
  public String remoteAddress() {
    return peer().address;
  }

  @Override
  public String localAddress() {
    return address;
  }

  @Override
  public boolean isLocal() {
    return true;
  }
}
