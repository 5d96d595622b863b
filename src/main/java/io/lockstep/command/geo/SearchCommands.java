package io.lockstep.command.geo;

import io.lockstep.command.Call;
import io.lockstep.command.geo.SearchRequest.Order;
import io.lockstep.command.geo.SearchRequest.Verb;
import io.lockstep.command.sortedset.ScoredMembers;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.Element;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The verbs that find members by their places. */
final class SearchCommands {

  private static final Comparator<Found> NEAREST_FIRST =
      Comparator.comparingDouble(found -> found.meters);

  private SearchCommands() {}

  /** A member within the shape. */
  private static final class Found {
    final byte[] member;
    final double score;
    final Place place;
    final double meters;

    Found(byte[] member, double score, Place place, double meters) {
      this.member = member;
      this.score = score;
      this.place = place;
      this.meters = meters;
    }
  }

  static void georadius(Call call) {
    search(call, 1, Verb.RADIUS);
  }

  static void georadiusReadOnly(Call call) {
    search(call, 1, Verb.RADIUS_READ_ONLY);
  }

  static void georadiusbymember(Call call) {
    search(call, 1, Verb.BY_MEMBER);
  }

  static void georadiusbymemberReadOnly(Call call) {
    search(call, 1, Verb.BY_MEMBER_READ_ONLY);
  }

  static void geosearch(Call call) {
    search(call, 1, Verb.SEARCH);
  }

  static void geosearchstore(Call call) {
    search(call, 2, Verb.SEARCH_STORE);
  }

  private static void search(Call call, int key, Verb verb) {
    int record = call.read(key, RecordType.SORTED_SET);
    SearchRequest request = new SearchRequest(call, verb, record);
    List<Found> found = record == Database.NONE ? List.of() : chosen(call, record, request);
    if (request.isStored()) {
      store(call, request, found, verb);
    } else {
      reply(call, request, found);
    }
  }

  private static List<Found> chosen(Call call, int record, SearchRequest request) {
    List<Found> found = find(call.collections().sortedSet(record), request);
    if (request.order != Order.NONE) {
      found.sort(request.order == Order.ASCENDING ? NEAREST_FIRST : NEAREST_FIRST.reversed());
    }
    boolean isTooMany = request.count > 0 && found.size() > request.count;
    return isTooMany ? found.subList(0, (int) request.count) : found;
  }

  private static List<Found> find(SortedSetValue set, SearchRequest request) {
    Shape shape = request.shape();
    long limit = request.isAny ? request.count : Long.MAX_VALUE;
    List<Found> found = new ArrayList<>();
    for (Cell cell : Cover.of(shape)) {
      if (found.size() < limit) {
        findIn(cell, set, shape, limit, found);
      }
    }
    return found;
  }

  private static void findIn(
      Cell cell, SortedSetValue set, Shape shape, long limit, List<Found> found) {
    long from = set.countBelow(cell.minScore(), false);
    long to = set.countBelow(cell.endScore(), false);
    Element member = new Element();
    if (from < to) {
      set.seek(from);
    }
    for (long rank = from; rank < to && found.size() < limit; rank++) {
      double score = set.score();
      Place place = Place.ofScore(score);
      double meters = shape.distanceIfWithin(place);
      if (!Double.isNaN(meters)) {
        set.member(member);
        found.add(new Found(member.toBytes(), score, place, meters));
      }
      set.next();
    }
  }

  private static void reply(Call call, SearchRequest request, List<Found> found) {
    ReplyWriter reply = call.reply();
    reply.array(found.size());
    for (Found one : found) {
      if (request.extras() > 0) {
        reply.array(1 + request.extras());
      }
      reply.bulk(one.member);
      if (request.withDistance) {
        PlaceReply.distance(reply, one.meters / request.unit().meters());
      }
      if (request.withScore) {
        reply.integer((long) one.score);
      }
      if (request.withPlace) {
        PlaceReply.place(reply, one.place);
      }
    }
  }

  private static void store(Call call, SearchRequest request, List<Found> found, Verb verb) {
    ScoredMembers members = new ScoredMembers();
    for (Found one : found) {
      double score = request.storesDistance ? one.meters / request.unit().meters() : one.score;
      members.add(one.member, 0, one.member.length, score);
    }
    members.store(call, request.target, verb.isSearch() ? "geosearchstore" : "georadiusstore");
    call.effects().furtherChanges(Math.max(0, found.size() - 1));
  }
}
