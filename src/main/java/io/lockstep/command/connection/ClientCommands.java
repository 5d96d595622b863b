package io.lockstep.command.connection;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.Command.container;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.Client;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.Handler;
import io.lockstep.command.Help;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** CLIENT: what a node knows of its clients, and what they may choose for themselves. */
public final class ClientCommands {

  private static final String OWN = "noscript loading stale";
  private static final String ALL = "admin noscript loading stale";

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          container(
              "client",
              "",
              "",
              List.of(
                  row("id", 2, OWN, ClientCommands::id),
                  row("getname", 2, OWN, ClientCommands::getname),
                  row("setname", 3, OWN, ClientCommands::setname),
                  row("setinfo", 4, OWN, ClientCommands::setinfo),
                  row("info", 2, OWN, ClientCommands::info),
                  row("list", -2, ALL, ClientCommands::list),
                  row("kill", -3, ALL, ClientCommands::kill),
                  row("reply", 3, OWN, ClientCommands::reply),
                  row("pause", -3, ALL, ClientCommands::pause),
                  row("unpause", 2, ALL, ClientCommands::unpause),
                  row("no-evict", 3, ALL, ClientCommands::noEvict),
                  row("no-touch", 3, OWN, ClientCommands::noTouch),
                  row("getredir", 2, OWN, ClientCommands::getredir),
                  row("trackinginfo", 2, OWN, ClientCommands::trackinginfo),
                  row("unblock", -3, ALL, ClientCommands::unblock),
                  row("help", 2, "loading stale", call -> Help.write(call, ClientHelp.LINES)))));

  private ClientCommands() {}

  private static Command row(String name, int arity, String flags, Handler handler) {
    return command(name, arity, flags, "connection", handler);
  }

  // ---- what a client is told, and tells, of itself

  private static void id(Call call) {
    call.reply().integer(call.client().id());
  }

  private static void getname(Call call) {
    if (call.client().name.isEmpty()) {
      call.reply().nil();
    } else {
      call.reply().text(call.client().name);
    }
  }

  private static void setname(Call call) {
    ClientNames.check(call.text(2));
    call.client().name = call.text(2);
    call.ok();
  }

  private static void setinfo(Call call) {
    String attribute = call.text(2).toLowerCase(Locale.ROOT);
    String value = call.text(3);
    boolean isName = attribute.equals("lib-name");
    if (!isName && !attribute.equals("lib-ver")) {
      throw new CommandException("ERR Unrecognized option '" + call.text(2) + "'");
    }
    ClientNames.checkAttribute(attribute, value);
    if (isName) {
      call.client().libraryName = value;
    } else {
      call.client().libraryVersion = value;
    }
    call.ok();
  }

  private static void info(Call call) {
    text(call, ClientLine.of(call.client(), call) + "\n");
  }

  private static void reply(Call call) {
    Client client = call.client();
    if (call.is(2, "ON")) {
      client.replyMode = Client.ReplyMode.ON;
      call.ok();
    } else if (call.is(2, "OFF")) {
      client.replyMode = Client.ReplyMode.OFF;
    } else if (!call.is(2, "SKIP")) {
      throw new CommandException(Errors.SYNTAX);
    } else if (client.replyMode != Client.ReplyMode.OFF) {
      client.replyMode = Client.ReplyMode.SKIP_NEXT;
    }
  }

  private static void noEvict(Call call) {
    call.client().noEvict = isOn(call);
    call.ok();
  }

  private static void noTouch(Call call) {
    call.client().noTouch = isOn(call);
    call.ok();
  }

  private static boolean isOn(Call call) {
    if (!call.is(2, "ON") && !call.is(2, "OFF")) {
      throw new CommandException(Errors.SYNTAX);
    }
    return call.is(2, "ON");
  }

  private static void getredir(Call call) {
    call.reply().integer(-1);
  }

  private static void trackinginfo(Call call) {
    call.reply().map(3);
    call.reply().text("flags");
    call.reply().set(1);
    call.reply().text("off");
    call.reply().text("redirect");
    call.reply().integer(-1);
    call.reply().text("prefixes");
    call.reply().array(0);
  }

  // ---- all clients

  private static void list(Call call) {
    StringBuilder lines = new StringBuilder();
    Predicate<Client> wanted = wanted(call);
    for (Client client : call.node().clients().all()) {
      if (wanted.test(client)) {
        lines.append(ClientLine.of(client, call)).append('\n');
      }
    }
    text(call, lines.toString());
  }

  private static Predicate<Client> wanted(Call call) {
    if (call.count() == 2) {
      return _ -> true;
    }
    if (call.count() == 4 && call.is(2, "TYPE")) {
      return ClientFilter.ofType(call.text(3));
    }
    if (call.count() > 3 && call.is(2, "ID")) {
      return withIds(call);
    }
    throw new CommandException(Errors.SYNTAX);
  }

  private static Predicate<Client> withIds(Call call) {
    Predicate<Client> any = _ -> false;
    for (int i = 3; i < call.count(); i++) {
      long id = call.arguments().number(i, "ERR Invalid client ID");
      any = any.or(client -> client.id() == id);
    }
    return any;
  }

  private static void kill(Call call) {
    if (call.count() == 3) {
      killByAddress(call);
    } else {
      call.reply().integer(killAll(call, ClientFilter.read(call, 2)));
    }
  }

  private static void killByAddress(Call call) {
    String address = call.text(2);
    Client victim =
        call.node().clients().all().stream()
            .filter(client -> client.connection().remoteAddress().equals(address))
            .findFirst()
            .orElseThrow(() -> new CommandException("ERR No such client"));
    end(call, victim);
    call.ok();
  }

  private static long killAll(Call call, ClientFilter filter) {
    List<Client> victims =
        call.node().clients().all().stream()
            .filter(client -> filter.admits(client, call.client()))
            .toList();
    victims.forEach(victim -> end(call, victim));
    return victims.size();
  }

  /** The client that asks still gets its reply; the others get nothing more. */
  private static void end(Call call, Client victim) {
    victim.closeAfterReply();
    if (victim != call.client()) {
      victim.connection().abort();
    }
  }

  private static void pause(Call call) {
    if (call.count() > 4) {
      throw new CommandException(Errors.wrongSubcommand("CLIENT", call.text(1)));
    }
    boolean onlyWrites = call.count() == 4 && call.is(3, "WRITE");
    if (call.count() == 4 && !onlyWrites && !call.is(3, "ALL")) {
      throw new CommandException("ERR CLIENT PAUSE mode must be WRITE or ALL");
    }
    long untilMs = call.arguments().deadline(2);
    call.node().pause().until(untilMs, !onlyWrites, call.nowMs());
    call.node().control().pauseChanged();
    call.ok();
  }

  private static void unpause(Call call) {
    call.node().pause().end();
    call.node().control().pauseChanged();
    call.ok();
  }

  /** Ends what another client waits for, as its time or with an error. */
  private static void unblock(Call call) {
    if (call.count() > 4) {
      throw new CommandException(Errors.wrongSubcommand("CLIENT", call.text(1)));
    }
    if (call.count() == 4 && !call.is(3, "TIMEOUT") && !call.is(3, "ERROR")) {
      throw new CommandException("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
    }
    Client blocked = call.node().clients().byId(call.arguments().number(2));
    if (blocked == null || !blocked.mayBeUnblocked()) {
      call.reply().integer(0);
      return;
    }
    boolean isError = call.count() == 4 && call.is(3, "ERROR");
    call.node().unblock(blocked, isError ? "UNBLOCKED client unblocked via CLIENT UNBLOCK" : null);
    call.reply().integer(1);
  }

  private static void text(Call call, String text) {
    call.reply().verbatim("txt", text.getBytes(ISO_8859_1));
  }
}
