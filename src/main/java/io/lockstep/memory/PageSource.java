package io.lockstep.memory;

/**
 * Where slabs get their pages of the usual size. Each may be on a thread of its own; what a page
 * holds at first is undefined.
 */
public interface PageSource {

  /** Opens a page when it is asked for, and gives it back at once. */
  PageSource ON_DEMAND =
      new PageSource() {
        @Override
        public NativePage take(long reservedBytes) {
          return NativePage.open(NativePage.USUAL_BYTES);
        }

        @Override
        public void give(NativePage page, long reservedBytes) {
          page.close();
        }

        @Override
        public void expect(long bytes) {}
      };

  /**
   * A page that is the taker's.
   *
   * @param reservedBytes what the taker has already
   */
  NativePage take(long reservedBytes);

  /**
   * Takes a page back.
   *
   * @param reservedBytes what is left to the giver
   */
  void give(NativePage page, long reservedBytes);

  /** So many bytes are likely to be asked for soon, beyond what is usual. */
  void expect(long bytes);
}
