package io.lockstep.command.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CellTest {

  private static final double METERS = 0.6; // half a diagonal of the smallest cell

  @Test
  void aScoreLeadsBackToItsPlace() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      Place place = place(random);
      assertThat(Place.ofScore((double) place.score()).distanceTo(place)).isLessThan(METERS);
    }
  }

  @Test
  void neighboursTouch() {
    Random random = new Random(2);
    for (int i = 0; i < 10_000; i++) {
      Cell cell = Cell.around(place(random), 3 + random.nextInt(24));
      Cell east = cell.neighbour(1, 0);
      Cell north = cell.neighbour(0, 1);
      boolean isAtEdge = east.bits() < cell.bits() && east.minLongitude() < cell.minLongitude();
      if (!isAtEdge) {
        assertThat(east.minLongitude()).isEqualTo(cell.maxLongitude());
      }
      if (north.minLatitude() > cell.minLatitude()) {
        assertThat(north.minLatitude()).isEqualTo(cell.maxLatitude());
      }
      assertThat(cell.neighbour(1, 1).neighbour(-1, -1)).isEqualTo(cell);
    }
  }

  @Test
  void aCoverHasAllThatIsWithinReach() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      Place middle = new Place(random.nextDouble(-170, 170), random.nextDouble(-60, 60));
      double radius = Math.pow(10, random.nextDouble(1, 5.5));
      Place other =
          new Place(
              middle.longitude() + random.nextGaussian() * radius / 200_000,
              middle.latitude() + random.nextGaussian() * radius / 200_000);
      var circle = new Shape.Circle(middle, radius);
      if (!Double.isNaN(circle.distanceIfWithin(other))) {
        double score = other.score();
        assertThat(Cover.of(circle))
            .anyMatch(cell -> cell.minScore() <= score && score < cell.endScore());
      }
    }
  }

  private static Place place(Random random) {
    return new Place(random.nextDouble(-180, 180), random.nextDouble(-85, 85));
  }
}
