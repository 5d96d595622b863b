package io.lockstep.command.geo;

import java.util.ArrayList;
import java.util.List;

/** The cells that a search has to look into. */
final class Cover {

  private static final double MERCATOR_MAX = 20037726.37;
  private static final double[] NEAR_THE_POLES = {66, 80};

  // east and north, in the order of the search
  private static final int[][] DIRECTIONS = {
    {0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}
  };

  private final double minLongitude;
  private final double maxLongitude;
  private final double minLatitude;
  private final double maxLatitude;

  private Cover(Shape shape) {
    double latitude = shape.middle().latitude();
    double height = Place.degrees(shape.halfHeight() / Place.EARTH_RADIUS_METERS);
    // A degree of longitude is shortest where the shape is nearest to its pole.
    double narrowest = latitude < 0 ? latitude - height : latitude + height;
    double cosine = Math.cos(Place.radians(narrowest));
    double width = Place.degrees(shape.halfWidth() / Place.EARTH_RADIUS_METERS / cosine);
    minLongitude = shape.middle().longitude() - width;
    maxLongitude = shape.middle().longitude() + width;
    minLatitude = latitude - height;
    maxLatitude = latitude + height;
  }

  /** The cells of a shape, in the order of the search. */
  static List<Cell> of(Shape shape) {
    Cover cover = new Cover(shape);
    int step = step(shape);
    Cell middle = Cell.around(shape.middle(), step);
    if (step > 1 && !cover.isCoveredAround(middle)) {
      middle = Cell.around(shape.middle(), step - 1);
    }
    return cover.cells(middle);
  }

  /** The smallest cells of which three are enough in most cases. */
  private static int step(Shape shape) {
    if (shape.reach() == 0) {
      return Cell.MAX_STEP;
    }
    int step = -1;
    for (double range = shape.reach(); range < MERCATOR_MAX; range *= 2) {
      step++;
    }
    for (double latitude : NEAR_THE_POLES) {
      step -= Math.abs(shape.middle().latitude()) > latitude ? 1 : 0;
    }
    return Math.clamp(step, 1, Cell.MAX_STEP);
  }

  private boolean isCoveredAround(Cell middle) {
    return middle.neighbour(0, 1).maxLatitude() >= maxLatitude
        && middle.neighbour(0, -1).minLatitude() <= minLatitude
        && middle.neighbour(1, 0).maxLongitude() >= maxLongitude
        && middle.neighbour(-1, 0).minLongitude() <= minLongitude;
  }

  private List<Cell> cells(Cell middle) {
    List<Cell> cells = new ArrayList<>();
    Cell last = null;
    for (int[] direction : DIRECTIONS) {
      if (!isBeyond(middle, direction[0], direction[1])) {
        Cell cell = middle.neighbour(direction[0], direction[1]);
        if (!cell.equals(last)) {
          cells.add(cell);
        }
        boolean isMiddle = direction[0] == 0 && direction[1] == 0;
        last = isMiddle ? null : cell; // of large cells the next may be the same once more
      }
    }
    return cells;
  }

  /** Whether the shape ends before the neighbour in this direction. */
  private boolean isBeyond(Cell middle, int east, int north) {
    if (middle.step() < 2) {
      return false;
    }
    return (north < 0 && middle.minLatitude() < minLatitude)
        || (north > 0 && middle.maxLatitude() > maxLatitude)
        || (east < 0 && middle.minLongitude() < minLongitude)
        || (east > 0 && middle.maxLongitude() > maxLongitude);
  }
}
