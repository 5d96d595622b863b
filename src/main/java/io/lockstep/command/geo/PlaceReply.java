package io.lockstep.command.geo;

import io.lockstep.resp.ReplyWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How places and distances are answered. */
final class PlaceReply {

  private static final double DISTANCE_SCALE = 10_000; // four digits behind the point
  private static final int DISTANCE_DIGITS = 4;
  private static final int DEGREE_DIGITS = 17;

  private PlaceReply() {}

  static void distance(ReplyWriter reply, double distance) {
    long scaled = (long) Math.rint(distance * DISTANCE_SCALE);
    reply.text(BigDecimal.valueOf(scaled, DISTANCE_DIGITS).toPlainString());
  }

  static void place(ReplyWriter reply, Place place) {
    reply.array(2);
    reply.decimal(degrees(place.longitude()));
    reply.decimal(degrees(place.latitude()));
  }

  private static String degrees(double number) {
    BigDecimal rounded = new BigDecimal(number).setScale(DEGREE_DIGITS, RoundingMode.HALF_EVEN);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
