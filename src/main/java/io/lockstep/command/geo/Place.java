package io.lockstep.command.geo;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A point on earth, in degrees. */
record Place(double longitude, double latitude) {

  static final double MAX_LONGITUDE = 180;
  static final double MAX_LATITUDE = 85.05112878; // where the map of Mercator becomes a square
  static final double EARTH_RADIUS_METERS = 6372797.560856;

  private static final double DEGREE = Math.PI / 180;
  private static final int SHOWN_DIGITS = 6;

  /** The place at two arguments. */
  static Place of(Call call, int i) {
    double longitude = call.arguments().real(i);
    double latitude = call.arguments().real(i + 1);
    if (Math.abs(longitude) > MAX_LONGITUDE || Math.abs(latitude) > MAX_LATITUDE) {
      throw new CommandException(
          "ERR invalid longitude,latitude pair " + shown(longitude) + "," + shown(latitude));
    }
    return new Place(longitude, latitude);
  }

  /** C's {@code %f}. */
  private static String shown(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    return new BigDecimal(number).setScale(SHOWN_DIGITS, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** The middle of the smallest cell, which a member's score names. */
  static Place ofScore(double score) {
    return new Cell((long) score, Cell.MAX_STEP).middle();
  }

  /** The score of a member at this place. */
  long score() {
    return Cell.around(this, Cell.MAX_STEP).bits();
  }

  /** Metres from here, on a globe. */
  double distanceTo(Place other) {
    double v = Math.sin((radians(other.longitude) - radians(longitude)) / 2);
    if (v == 0) {
      return latitudeDistanceTo(other.latitude);
    }
    double here = radians(latitude);
    double there = radians(other.latitude);
    double u = Math.sin((there - here) / 2);
    double haversine = u * u + Math.cos(here) * Math.cos(there) * v * v;
    return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(haversine));
  }

  /** Metres from here to another latitude. */
  double latitudeDistanceTo(double otherLatitude) {
    return EARTH_RADIUS_METERS * Math.abs(radians(otherLatitude) - radians(latitude));
  }

  static double radians(double degrees) {
    return degrees * DEGREE;
  }

  static double degrees(double radians) {
    return radians / DEGREE;
  }
}
