package io.lockstep.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The floor plan: which room may import which, and which rooms are the core. */
final class Rooms {

  static final String BASE = "io.lockstep";

  /** Rooms of plain Java, from the wire to the heart. */
  static final Set<String> CORE =
      Set.of(
          "resp",
          "memory",
          "keyspace",
          "rdb",
          "replication",
          "journal",
          "script",
          "command",
          "engine");

  /** Each room, and the rooms it may import. {@code config} wires all others and is not listed. */
  static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("resp", Set.of()),
          Map.entry("memory", Set.of()),
          Map.entry("keyspace", Set.of("memory")),
          Map.entry("rdb", Set.of("keyspace", "memory")),
          Map.entry("replication", Set.of("resp")),
          Map.entry("journal", Set.of("replication", "rdb")),
          Map.entry("script", Set.of("command")),
          Map.entry("command", Set.of("memory", "keyspace", "replication", "rdb", "resp")),
          Map.entry(
              "engine",
              Set.of(
                  "resp",
                  "memory",
                  "keyspace",
                  "rdb",
                  "replication",
                  "journal",
                  "script",
                  "command")),
          Map.entry("server", Set.of("engine", "command", "resp")),
          Map.entry("coordination", Set.of("engine")),
          Map.entry("admin", Set.of("engine", "resp")),
          Map.entry("observe", Set.of("engine")));

  /** What every room may import besides the JDK and its arrows. */
  private static final List<String> EVERYWHERE = List.of("org.slf4j..", "org.jspecify..");

  private static final List<String> JDK = List.of("java..", "javax..", "jdk..");

  private Rooms() {}

  /** The package pattern of a room with its sub-packages. */
  static String pattern(String room) {
    return BASE + "." + room + "..";
  }

  static String[] corePatterns() {
    return CORE.stream().sorted().map(Rooms::pattern).toArray(String[]::new);
  }

  /** Other rooms that this one may not see. */
  static DescribedPredicate<JavaClass> forbiddenRooms(String room) {
    var allowed = ownAnd(ARROWS.getOrDefault(room, Set.of()), room);
    return resideInAnyPackage(BASE + "..")
        .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
        .as("rooms other than %s", List.of(allowed));
  }

  /** Libraries that a core room may not see: all but the JDK, SLF4J and JSpecify. */
  static DescribedPredicate<JavaClass> foreignLibraries() {
    var allowed = new ArrayList<>(JDK);
    allowed.addAll(EVERYWHERE);
    allowed.add(BASE + "..");
    allowed.add(""); // primitives and their arrays have no package
    return DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new)))
        .as("libraries other than %s", EVERYWHERE);
  }

  private static String[] ownAnd(Set<String> arrows, String room) {
    return Stream.concat(Stream.of(room), arrows.stream().sorted())
        .map(Rooms::pattern)
        .toArray(String[]::new);
  }
}
