package io.lockstep.engine;

import io.lockstep.memory.NativePage;
import io.lockstep.memory.PageSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps pages ready in the background for whoever is about to fill them. The system has to clear
 * what is touched for the first time, and a hypervisor to find it, which takes some milliseconds
 * for 2 MiB; neither clients nor a load should wait for that.
 */
final class PageSupply implements PageSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PageSupply.class);
  private static final int SHARE_LOG = 4; // a sixteenth of what is there may be wanted soon

  private final Executor background;
  private final long mostBytes;
  private final Queue<NativePage> ready = new ConcurrentLinkedQueue<>();
  private final AtomicLong readyBytes = new AtomicLong();
  private final AtomicLong expectedBytes = new AtomicLong();
  private final AtomicLong usualBytes = new AtomicLong();
  private final AtomicBoolean isPreparing = new AtomicBoolean();
  private final AtomicBoolean isClosed = new AtomicBoolean();

  /**
   * An empty supply.
   *
   * @param mostBytes what it keeps ready at most
   */
  PageSupply(Executor background, long mostBytes) {
    this.background = background;
    this.mostBytes = mostBytes;
  }

  @Override
  public NativePage take(long reservedBytes) {
    usualBytes.set(reservedBytes >>> SHARE_LOG);
    expectedBytes.updateAndGet(bytes -> Math.max(0, bytes - NativePage.USUAL_BYTES));
    NativePage page = pollReady();
    prepare();
    return page == null ? NativePage.open(NativePage.USUAL_BYTES) : page;
  }

  /** Where there are too many, one more goes back, so that none is left when all are given. */
  @Override
  public void give(NativePage page, long reservedBytes) {
    usualBytes.set(reservedBytes >>> SHARE_LOG);
    if (isShort() && !isClosed.get()) {
      add(page);
      closeIfClosed();
      return;
    }
    page.close();
    NativePage surplus = isOverfull() ? pollReady() : null;
    if (surplus != null) {
      surplus.close();
    }
  }

  @Override
  public void expect(long bytes) {
    expectedBytes.set(bytes);
    prepare();
  }

  private long wantedBytes() {
    return Math.min(mostBytes, usualBytes.get() + expectedBytes.get());
  }

  private boolean isShort() {
    return readyBytes.get() + NativePage.USUAL_BYTES <= wantedBytes();
  }

  private boolean isOverfull() {
    return readyBytes.get() > wantedBytes();
  }

  private void add(NativePage page) {
    readyBytes.addAndGet(NativePage.USUAL_BYTES);
    ready.add(page);
  }

  private @Nullable NativePage pollReady() {
    NativePage page = ready.poll();
    if (page != null) {
      readyBytes.addAndGet(-NativePage.USUAL_BYTES);
    }
    return page;
  }

  private void prepare() {
    if (isShort() && !isClosed.get() && isPreparing.compareAndSet(false, true)) {
      try {
        background.execute(this::fill);
      } catch (RejectedExecutionException | OutOfMemoryError none) { // as no thread can be had
        isPreparing.set(false);
        LOG.debug("No pages can be prepared", none);
      }
    }
  }

  /** In the background. */
  private void fill() {
    try {
      while (isShort() && !isClosed.get()) {
        NativePage page = NativePage.open(NativePage.USUAL_BYTES);
        page.touch();
        add(page);
      }
    } catch (OutOfMemoryError exhausted) {
      LOG.debug("No pages can be prepared", exhausted);
    } finally {
      isPreparing.set(false);
    }
    closeIfClosed();
  }

  private void closeIfClosed() {
    if (isClosed.get()) {
      close();
    }
  }

  /** Gives back what is ready; what is taken later is opened when it is. */
  @Override
  public void close() {
    isClosed.set(true);
    for (NativePage page = pollReady(); page != null; page = pollReady()) {
      page.close();
    }
  }
}
