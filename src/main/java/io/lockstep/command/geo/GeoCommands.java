package io.lockstep.command.geo;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.behind;
import static io.lockstep.command.KeySpec.key;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.Handler;
import io.lockstep.command.KeySpec;
import io.lockstep.command.sortedset.SortedSetCommands;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.CommandEncoder;
import java.util.List;

/** The table of places on earth, and the verbs about single ones. */
public final class GeoCommands {

  private static final KeySpec READ = key("RO ACCESS", 1);
  private static final KeySpec.Range ONE = new KeySpec.Range(0, 1, 0);
  private static final String GEOHASH_DIGITS = "0123456789bcdefghjkmnpqrstuvwxyz";
  private static final int GEOHASH_LENGTH = 11;
  private static final int DIGIT_BITS = 5;
  private static final double POLE = 90;

  /** Every command of places. */
  public static final List<Command> TABLE =
      List.of(
          row("geoadd", -5, "write denyoom", GeoCommands::geoadd, key("RW UPDATE", 1)),
          row("geohash", -2, "readonly", GeoCommands::geohash, READ),
          row("geopos", -2, "readonly", GeoCommands::geopos, READ),
          row("geodist", -4, "readonly", GeoCommands::geodist, READ),
          row("georadius", -6, "write denyoom movablekeys", SearchCommands::georadius, stored(6)),
          row("georadius_ro", -6, "readonly", SearchCommands::georadiusReadOnly, READ),
          row(
              "georadiusbymember",
              -5,
              "write denyoom movablekeys",
              SearchCommands::georadiusbymember,
              stored(5)),
          row(
              "georadiusbymember_ro",
              -5,
              "readonly",
              SearchCommands::georadiusbymemberReadOnly,
              READ),
          row("geosearch", -7, "readonly", SearchCommands::geosearch, READ),
          row(
              "geosearchstore",
              -8,
              "write denyoom",
              SearchCommands::geosearchstore,
              key("OW UPDATE", 1),
              key("RO ACCESS", 2)));

  private GeoCommands() {}

  private static Command row(
      String name, int arity, String flags, Handler handler, KeySpec... keys) {
    return command(name, arity, flags, "geo", handler, keys);
  }

  private static KeySpec[] stored(int firstOption) {
    return new KeySpec[] {
      READ,
      behind("OW UPDATE", "STORE", firstOption, ONE),
      behind("OW UPDATE", "STOREDIST", firstOption, ONE)
    };
  }

  // ---- GEOADD

  /** Is ZADD with other scores, in the log too. */
  private static void geoadd(Call call) {
    int first = 2;
    boolean nx = false;
    boolean xx = false;
    for (; isOption(call, first); first++) {
      nx |= call.is(first, "NX");
      xx |= call.is(first, "XX");
    }
    if ((call.count() - first) % 3 != 0 || (nx && xx)) {
      throw new CommandException(Errors.SYNTAX);
    }
    long[] scores = scores(call, first);
    if (scores.length == 0) {
      throw new CommandException(Errors.SYNTAX);
    }
    SortedSetCommands.addScored(call, first, scores);
    if (call.effects().changes() > 0) {
      rewrite(call, first, scores);
    }
  }

  private static boolean isOption(Call call, int i) {
    return i < call.count() && (call.is(i, "NX") || call.is(i, "XX") || call.is(i, "CH"));
  }

  private static long[] scores(Call call, int first) {
    long[] scores = new long[(call.count() - first) / 3];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Place.of(call, first + 3 * i).score();
    }
    return scores;
  }

  private static void rewrite(Call call, int first, long[] scores) {
    CommandEncoder zadd = call.effects().rewrite(first + 2 * scores.length).argument("zadd");
    for (int i = 1; i < first; i++) {
      zadd.argument(call.request(), i);
    }
    for (int i = 0; i < scores.length; i++) {
      zadd.argument(scores[i]).argument(call.request(), first + 3 * i + 2);
    }
  }

  // ---- GEOHASH, GEOPOS, GEODIST

  /** The score of the member at an argument; NaN if it is not there. */
  private static double score(Call call, int record, int i) {
    if (record == Database.NONE) {
      return Double.NaN;
    }
    SortedSetValue set = call.collections().sortedSet(record);
    return set.find(call.bytes(), call.start(i), call.length(i));
  }

  private static void geohash(Call call) {
    int record = call.read(1, RecordType.SORTED_SET);
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      double score = score(call, record, i);
      if (Double.isNaN(score)) {
        call.reply().nil();
      } else {
        call.reply().text(geohash(Place.ofScore(score)));
      }
    }
  }

  /** In the usual grid, which reaches to the poles; for the last digit there are no bits. */
  private static String geohash(Place place) {
    long bits = Cell.within(place, POLE, Cell.MAX_STEP).bits();
    StringBuilder text = new StringBuilder();
    for (int digit = 1; digit < GEOHASH_LENGTH; digit++) {
      int value = (int) (bits >>> (2 * Cell.MAX_STEP - digit * DIGIT_BITS)) & 0x1F;
      text.append(GEOHASH_DIGITS.charAt(value));
    }
    return text.append('0').toString();
  }

  private static void geopos(Call call) {
    int record = call.read(1, RecordType.SORTED_SET);
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      double score = score(call, record, i);
      if (Double.isNaN(score)) {
        call.reply().nullArray();
      } else {
        PlaceReply.place(call.reply(), Place.ofScore(score));
      }
    }
  }

  private static void geodist(Call call) {
    Unit unit = call.count() == 5 ? Unit.at(call, 4) : Unit.M;
    if (call.count() > 5) {
      throw new CommandException(Errors.SYNTAX);
    }
    int record = call.read(1, RecordType.SORTED_SET);
    double from = score(call, record, 2);
    double to = score(call, record, 3);
    if (Double.isNaN(from) || Double.isNaN(to)) {
      call.reply().nil();
    } else {
      double meters = Place.ofScore(from).distanceTo(Place.ofScore(to));
      PlaceReply.distance(call.reply(), meters / unit.meters());
    }
  }
}
