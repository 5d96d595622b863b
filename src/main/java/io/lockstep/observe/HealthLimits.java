package io.lockstep.observe;

import java.time.Duration;

/**
 * When a node stops being healthy.
 *
 * @param maxLinkDown how long the link to the master may be down
 * @param maxSilence how old the engine's view may be
 */
public record HealthLimits(Duration maxLinkDown, Duration maxSilence) {}
