package io.lockstep.command.geo;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.Database;
import org.jspecify.annotations.Nullable;

/** What one of the searching verbs is asked: a shape, what to answer, and where to store it. */
final class SearchRequest {

  /** The verbs, by how they say what they search. */
  enum Verb {
    RADIUS,
    RADIUS_READ_ONLY,
    BY_MEMBER,
    BY_MEMBER_READ_ONLY,
    SEARCH,
    SEARCH_STORE;

    boolean isSearch() {
      return this == SEARCH || this == SEARCH_STORE;
    }

    boolean isByMember() {
      return this == BY_MEMBER || this == BY_MEMBER_READ_ONLY;
    }

    boolean mayStore() {
      return this == RADIUS || this == BY_MEMBER;
    }
  }

  /** The order of what is answered. */
  enum Order {
    NONE,
    ASCENDING,
    DESCENDING
  }

  private static final String NO_MEMBER = "ERR could not decode requested zset member";
  private static final int NOT_STORED = 0;

  private final Call call;
  private final Verb verb;
  private final int record;

  private @Nullable Place middle;
  private boolean hasMember;
  private boolean hasPlace;
  private boolean isCircle;
  private boolean isBox;
  private double width; // the radius of a circle
  private double height;
  private Unit unit = Unit.M;

  boolean withDistance;
  boolean withScore;
  boolean withPlace;
  boolean storesDistance;
  boolean isAny;
  long count; // 0 is all
  Order order = Order.NONE;
  int target = NOT_STORED; // the argument of the key to store at

  SearchRequest(Call call, Verb verb, int record) {
    this.call = call;
    this.verb = verb;
    this.record = record;
    int i = verb.isSearch() ? searchStart() : radiusStart();
    while (i < call.count()) {
      i = option(i);
    }
    check();
    if (count > 0 && order == Order.NONE && !isAny) {
      order = Order.ASCENDING;
    }
  }

  private int searchStart() {
    if (verb == Verb.SEARCH) {
      return 2;
    }
    target = 1;
    return 3;
  }

  /** Without a set there is no member whose place could be told, nor anything around it. */
  private int radiusStart() {
    int end = verb.isByMember() ? 5 : 6;
    if (!verb.isByMember()) {
      middle = Place.of(call, 2);
      circle(end - 2);
    } else if (record != Database.NONE) {
      middle = memberAt(2);
      circle(end - 2);
    }
    return end;
  }

  private Place memberAt(int i) {
    double score =
        call.collections().sortedSet(record).find(call.bytes(), call.start(i), call.length(i));
    if (Double.isNaN(score)) {
      throw new CommandException(NO_MEMBER);
    }
    return Place.ofScore(score);
  }

  private void circle(int i) {
    width = call.arguments().real(i, "ERR need numeric radius");
    if (width < 0) {
      throw new CommandException("ERR radius cannot be negative");
    }
    unit = Unit.at(call, i + 1);
    isCircle = true;
  }

  private void box(int i) {
    width = call.arguments().real(i, "ERR need numeric width");
    height = call.arguments().real(i + 1, "ERR need numeric height");
    if (width < 0 || height < 0) {
      throw new CommandException("ERR height or width cannot be negative");
    }
    unit = Unit.at(call, i + 2);
    isBox = true;
  }

  /** Reads the option at an argument; returns the next one. */
  private int option(int i) {
    if (flag(i)) {
      return i + 1;
    }
    int next = optionWithValue(i, call.count() - i - 1);
    if (next == i && verb.isSearch()) {
      next = shapeOption(i, call.count() - i - 1);
    }
    if (next == i) {
      throw new CommandException(Errors.SYNTAX);
    }
    return next;
  }

  private boolean flag(int i) {
    if (call.is(i, "WITHDIST")) {
      withDistance = true;
    } else if (call.is(i, "WITHHASH")) {
      withScore = true;
    } else if (call.is(i, "WITHCOORD")) {
      withPlace = true;
    } else if (call.is(i, "ANY")) {
      isAny = true;
    } else if (call.is(i, "ASC")) {
      order = Order.ASCENDING;
    } else if (call.is(i, "DESC")) {
      order = Order.DESCENDING;
    } else if (verb == Verb.SEARCH_STORE && call.is(i, "STOREDIST")) {
      storesDistance = true;
    } else {
      return false;
    }
    return true;
  }

  private int optionWithValue(int i, int rest) {
    if (rest >= 1 && call.is(i, "COUNT")) {
      count = call.arguments().number(i + 1);
      if (count <= 0) {
        throw new CommandException("ERR COUNT must be > 0");
      }
      return i + 2;
    }
    boolean storesDistances = call.is(i, "STOREDIST");
    if (rest >= 1 && verb.mayStore() && (storesDistances || call.is(i, "STORE"))) {
      target = i + 1;
      storesDistance = storesDistances;
      return i + 2;
    }
    return i;
  }

  private int shapeOption(int i, int rest) {
    if (rest >= 1 && !hasPlace && call.is(i, "FROMMEMBER")) {
      middle = record == Database.NONE ? null : memberAt(i + 1);
      hasMember = true;
      return i + 2;
    } else if (rest >= 2 && !hasMember && call.is(i, "FROMLONLAT")) {
      middle = Place.of(call, i + 1);
      hasPlace = true;
      return i + 3;
    } else if (rest >= 2 && !isBox && call.is(i, "BYRADIUS")) {
      circle(i + 1);
      return i + 3;
    } else if (rest >= 3 && !isCircle && call.is(i, "BYBOX")) {
      box(i + 1);
      return i + 4;
    }
    return i;
  }

  private void check() {
    if (isStored() && (withDistance || withScore || withPlace)) {
      String who = verb.isSearch() ? "GEOSEARCHSTORE" : "STORE option in GEORADIUS";
      throw new CommandException(
          "ERR " + who + " is not compatible with WITHDIST, WITHHASH and WITHCOORD options");
    }
    if (verb.isSearch() && !hasMember && !hasPlace) {
      throw missing("exactly one of FROMMEMBER or FROMLONLAT");
    }
    if (verb.isSearch() && !isCircle && !isBox) {
      throw missing("exactly one of BYRADIUS and BYBOX");
    }
    if (isAny && count == 0) {
      throw new CommandException("ERR the ANY argument requires COUNT argument");
    }
  }

  private CommandException missing(String what) {
    return new CommandException(
        "ERR " + what + " can be specified for " + Errors.untilNul(call.text(0)));
  }

  boolean isStored() {
    return target != NOT_STORED;
  }

  Unit unit() {
    return unit;
  }

  /** Whether the set's members are to be answered, or stored, without anything with them. */
  int extras() {
    return (withDistance ? 1 : 0) + (withScore ? 1 : 0) + (withPlace ? 1 : 0);
  }

  /** What is searched, in a set that is there. */
  Shape shape() {
    if (middle == null) {
      throw new IllegalStateException("A search without a set has no shape.");
    }
    double meters = unit.meters();
    if (isCircle) {
      return new Shape.Circle(middle, width * meters);
    }
    double diagonal = Math.sqrt((width / 2) * (width / 2) + (height / 2) * (height / 2));
    return new Shape.Box(middle, width * meters, height * meters, diagonal * meters);
  }
}
