package io.lockstep.engine;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.resp.RequestDecoder;
import io.lockstep.resp.RequestPreview;

/**
 * Has the memory of a pipeline's next keys fetched before the first of them is executed. Each
 * lookup waits for memory twice, for a slot and for a record; asked for together, they wait at the
 * same time. It changes nothing, and nothing depends on it.
 */
final class Foresight {

  /** Requests that are looked over at once: as many lines as a core can have on their way. */
  private static final int REQUESTS = 16;

  /** A smaller database lies in the core's cache anyhow. */
  private static final int WORTHWHILE_KEYS = 5_000;

  private final RequestPreview preview = new RequestPreview(REQUESTS);
  private final int[] hashes = new int[REQUESTS];
  private int foreseen; // requests to come that were looked over

  @SuppressWarnings("UnusedVariable") // written, so that the reads are not left out
  private int sum;

  /** Another decoder's requests come now. */
  void begin() {
    foreseen = 0;
  }

  /** The next request is about to be decoded. */
  void advance(RequestDecoder decoder, Keyspace keyspace, int databaseIndex) {
    if (foreseen > 0) {
      foreseen--;
      return;
    }
    Database database = keyspace.database(databaseIndex);
    if (database.size() >= WORTHWHILE_KEYS && decoder.buffered() > 0) {
      look(decoder, database);
    }
  }

  private void look(RequestDecoder decoder, Database database) {
    foreseen = Math.max(0, preview.look(decoder) - 1);
    if (preview.count() > 1) {
      fetch(database);
    }
  }

  private void fetch(Database database) {
    for (int i = 0; i < preview.count(); i++) {
      hashes[i] = database.hashOf(preview.bytes(), preview.start(i), preview.length(i));
    }
    sum += database.fetch(hashes, preview.count());
  }
}
