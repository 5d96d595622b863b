package io.lockstep.command.info;

import io.lockstep.command.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** INFO's reply: the sections asked for, each once, in Redis' order. */
public final class InfoReport {

  private record Section(
      String title, boolean isDefault, BiConsumer<Node, InfoText> writer, Set<String> names) {

    static Section usual(String title, BiConsumer<Node, InfoText> writer) {
      return new Section(title, true, writer, Set.of(title.toLowerCase(Locale.ROOT)));
    }

    static Section onDemand(String title, BiConsumer<Node, InfoText> writer) {
      return new Section(title, false, writer, Set.of(title.toLowerCase(Locale.ROOT)));
    }

    boolean isNamedIn(Set<String> asked) {
      return names.stream().anyMatch(asked::contains);
    }
  }

  private static final List<Section> SECTIONS =
      List.of(
          Section.usual("Server", ProcessSections::server),
          Section.usual("Clients", ProcessSections::clients),
          Section.usual("Memory", MemorySection::write),
          Section.usual("Persistence", PersistenceSection::write),
          Section.usual("Stats", StatsSection::write),
          Section.usual("Replication", DataSections::replication),
          Section.usual("CPU", ProcessSections::cpu),
          new Section("Modules", true, (_, _) -> {}, Set.of("modules", "module_list")),
          Section.onDemand("Commandstats", CommandSections::calls),
          Section.usual("Errorstats", CommandSections::errors),
          Section.onDemand("Latencystats", CommandSections::latencies),
          Section.usual("Cluster", DataSections::cluster),
          Section.usual("Keyspace", DataSections::keyspace));

  private InfoReport() {}

  /** The text of some sections, the default ones if none is named. */
  public static String of(Node node, List<String> names) {
    Set<String> asked = new HashSet<>();
    names.forEach(name -> asked.add(name.toLowerCase(Locale.ROOT)));
    boolean all = asked.contains("all") || asked.contains("everything");
    boolean usual = asked.isEmpty() || asked.contains("default");
    InfoText text = new InfoText();
    node.notePeaks();
    for (Section section : SECTIONS) {
      if (all || (usual && section.isDefault) || section.isNamedIn(asked)) {
        text.section(section.title);
        section.writer.accept(node, text);
      }
    }
    return text.toString();
  }
}
