package io.lockstep.engine;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A file that is written as long as somebody waits for what will be made of it. */
final class WantedFile extends FilterOutputStream {

  private final SnapshotFeed feed;

  WantedFile(OutputStream file, SnapshotFeed feed) {
    super(file);
    this.feed = feed;
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    feed.requireWanted();
    out.write(bytes, start, length);
  }
}
