package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView;
import io.lockstep.engine.EngineView.WorkView;
import org.jspecify.annotations.Nullable;

/**
 * The works with all of the data, by their kind.
 *
 * @param fullResync the snapshot that a master sends
 * @param save the file that is written
 * @param load the file that is loaded at the start
 * @param swap whether the data made room for the last full resync; null before the first
 */
public record WorksDescriptor(
    @JsonProperty("at_ms") long atMs,
    @JsonProperty("full_resync") WorkDescriptor fullResync,
    WorkDescriptor save,
    WorkDescriptor load,
    @Nullable SwapDescriptor swap) {

  static WorksDescriptor of(EngineView view) {
    var works = view.works();
    return new WorksDescriptor(
        view.atMs(),
        WorkDescriptor.of(works.fullResync()),
        WorkDescriptor.of(works.save()),
        WorkDescriptor.of(works.load()),
        SwapDescriptor.ofNullable(works.swap()));
  }

  /**
   * One kind of work.
   *
   * @param current the one that goes on; null if none does
   * @param last the one that ended last; null if none has
   */
  public record WorkDescriptor(
      @Nullable ProgressDescriptor current, @Nullable ProgressDescriptor last) {

    static WorkDescriptor of(WorkView work) {
      return new WorkDescriptor(
          ProgressDescriptor.ofNullable(work.current()),
          ProgressDescriptor.ofNullable(work.last()));
    }
  }
}
