package io.lockstep.command;

import io.lockstep.command.progress.LongWork;
import java.util.ArrayList;
import java.util.List;

/** A file that is never written; what commands ask of it is noted. */
public final class SavingDouble implements Saving {

  private static final LongWork NONE = new LongWork(null, null);

  /** What was asked, in words such as {@code "save"}. */
  public final List<String> asked = new ArrayList<>();

  public boolean succeeds = true;
  public boolean inProgress;
  public boolean refusing;

  @Override
  public boolean save() {
    asked.add("save");
    return succeeds;
  }

  @Override
  public boolean saveInBackground() {
    asked.add("save in background");
    return succeeds;
  }

  @Override
  public void schedule() {
    asked.add("schedule");
  }

  @Override
  public boolean isInProgress() {
    return inProgress;
  }

  @Override
  public void abandon() {
    asked.add("abandon");
  }

  @Override
  public void emptied() {
    asked.add("emptied");
  }

  @Override
  public boolean savesByItself() {
    return true;
  }

  @Override
  public boolean saveFinally() {
    asked.add("save finally");
    return succeeds;
  }

  @Override
  public void reload(boolean savesFirst) {
    asked.add(savesFirst ? "save and reload" : "reload");
  }

  @Override
  public boolean refusesWrites() {
    return refusing;
  }

  @Override
  public long lastSavedAtMs() {
    return CommandFixture.START_MS - 10_000;
  }

  @Override
  public Figures figures() {
    return new Figures(NONE, NONE, 0, 0, 0, true, -1, -1, 0, 0, 0, null);
  }
}
