package io.lockstep.command.geo;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;

/** A unit of length. */
enum Unit {
  M(1),
  KM(1000),
  FT(0.3048),
  MI(1609.34);

  private final double meters;

  Unit(double meters) {
    this.meters = meters;
  }

  double meters() {
    return meters;
  }

  /** The unit at an argument. */
  static Unit at(Call call, int i) {
    for (Unit unit : values()) {
      if (call.is(i, unit.name())) {
        return unit;
      }
    }
    throw new CommandException("ERR unsupported unit provided. please use M, KM, FT, MI");
  }
}
