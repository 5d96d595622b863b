package io.lockstep.command.geo;

/**
 * A cell of a grid over the whole earth, of 2^step columns and rows. The bits of column and row
 * take turns in its number, so that the cells within a larger one follow one another.
 */
record Cell(long bits, int step) {

  static final int MAX_STEP = 26;

  private static final int SCORE_BITS = 2 * MAX_STEP;
  private static final long ROWS = 0x5555_5555_5555_5555L; // even bits are the row's
  private static final long COLUMNS = ROWS << 1;
  private static final long[] GATHERED = {
    ROWS,
    0x3333_3333_3333_3333L,
    0x0F0F_0F0F_0F0F_0F0FL,
    0x00FF_00FF_00FF_00FFL,
    0x0000_FFFF_0000_FFFFL,
    0x0000_0000_FFFF_FFFFL
  };
  private static final double WIDTH = 2 * Place.MAX_LONGITUDE;
  private static final double HEIGHT = 2 * Place.MAX_LATITUDE;

  /** The cell of a grid that a place is in. */
  static Cell around(Place place, int step) {
    return within(place, Place.MAX_LATITUDE, step);
  }

  /** The same, where the rows reach to another latitude. */
  static Cell within(Place place, double maxLatitude, int step) {
    double row = (place.latitude() + maxLatitude) / (2 * maxLatitude);
    double column = (place.longitude() + Place.MAX_LONGITUDE) / WIDTH;
    long cells = 1L << step;
    return new Cell(spread((long) (row * cells)) | spread((long) (column * cells)) << 1, step);
  }

  /** Leaves a free bit before each bit. */
  private static long spread(long number) {
    long spread = number & GATHERED[5];
    for (int i = 4; i >= 0; i--) {
      spread = (spread | spread << (1 << i)) & GATHERED[i];
    }
    return spread;
  }

  /** Takes every other bit. */
  private static long gather(long spread) {
    long number = spread & GATHERED[0];
    for (int i = 1; i < GATHERED.length; i++) {
      number = (number | number >>> (1 << (i - 1))) & GATHERED[i];
    }
    return number;
  }

  private long row() {
    return gather(bits);
  }

  private long column() {
    return gather(bits >>> 1);
  }

  double minLatitude() {
    return latitude(row());
  }

  double maxLatitude() {
    return latitude(row() + 1);
  }

  double minLongitude() {
    return longitude(column());
  }

  double maxLongitude() {
    return longitude(column() + 1);
  }

  private double latitude(long row) {
    return -Place.MAX_LATITUDE + (row * 1.0 / (1L << step)) * HEIGHT;
  }

  private double longitude(long column) {
    return -Place.MAX_LONGITUDE + (column * 1.0 / (1L << step)) * WIDTH;
  }

  Place middle() {
    double longitude = (minLongitude() + maxLongitude()) / 2;
    double latitude = (minLatitude() + maxLatitude()) / 2;
    return new Place(
        Math.clamp(longitude, -Place.MAX_LONGITUDE, Place.MAX_LONGITUDE),
        Math.clamp(latitude, -Place.MAX_LATITUDE, Place.MAX_LATITUDE));
  }

  /** The cell so many columns to the east and rows to the north, 1, 0 or −1; the grid is a ring. */
  Cell neighbour(int east, int north) {
    return moved(east, COLUMNS, ROWS).moved(north, ROWS, COLUMNS);
  }

  /** Counts one direction up or down; the other's bits let the carry through. */
  private Cell moved(int by, long moving, long staying) {
    if (by == 0) {
      return this;
    }
    int unused = Long.SIZE - 2 * step;
    long gaps = staying >>> unused;
    long number = bits & moving;
    long next = by > 0 ? number + (gaps + 1) : (number | gaps) - (gaps + 1);
    return new Cell((next & (moving >>> unused)) | (bits & staying), step);
  }

  /** The lowest score within, and that of the cell behind it is the first beyond. */
  double minScore() {
    return bits << (SCORE_BITS - 2 * step);
  }

  double endScore() {
    return (bits + 1) << (SCORE_BITS - 2 * step);
  }
}
