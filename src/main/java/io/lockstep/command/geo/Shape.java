package io.lockstep.command.geo;

/** The part of the earth that is searched; lengths are in metres. */
sealed interface Shape {

  Place middle();

  /** Metres from the middle to the farthest point. */
  double reach();

  /** Metres from the middle to a place within; NaN if it is not within. */
  double distanceIfWithin(Place place);

  /** Half the height and half the width of a box around it. */
  double halfHeight();

  double halfWidth();

  /** All that is not farther away than a radius. */
  record Circle(Place middle, double radius) implements Shape {
    @Override
    public double reach() {
      return radius;
    }

    @Override
    public double distanceIfWithin(Place place) {
      double distance = middle.distanceTo(place);
      return distance > radius ? Double.NaN : distance;
    }

    @Override
    public double halfHeight() {
      return radius;
    }

    @Override
    public double halfWidth() {
      return radius;
    }
  }

  /** A box along the grid. */
  record Box(Place middle, double width, double height, double reach) implements Shape {
    @Override
    public double distanceIfWithin(Place place) {
      if (place.latitudeDistanceTo(middle.latitude()) > height / 2) {
        return Double.NaN;
      }
      Place beside = new Place(middle.longitude(), place.latitude());
      return place.distanceTo(beside) > width / 2 ? Double.NaN : middle.distanceTo(place);
    }

    @Override
    public double halfHeight() {
      return height / 2;
    }

    @Override
    public double halfWidth() {
      return width / 2;
    }
  }
}
