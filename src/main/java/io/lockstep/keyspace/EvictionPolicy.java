package io.lockstep.keyspace;

/** What {@code maxmemory-policy} may be. */
public enum EvictionPolicy {
  NOEVICTION("noeviction", Order.NONE, false),
  ALLKEYS_LRU("allkeys-lru", Order.IDLE, false),
  ALLKEYS_LFU("allkeys-lfu", Order.FREQUENCY, false),
  ALLKEYS_RANDOM("allkeys-random", Order.RANDOM, false),
  VOLATILE_LRU("volatile-lru", Order.IDLE, true),
  VOLATILE_LFU("volatile-lfu", Order.FREQUENCY, true),
  VOLATILE_RANDOM("volatile-random", Order.RANDOM, true),
  VOLATILE_TTL("volatile-ttl", Order.TTL, true);

  /** By what a victim is chosen. */
  enum Order {
    NONE,
    IDLE,
    FREQUENCY,
    RANDOM,
    TTL
  }

  private final String configName;
  private final Order order;
  private final boolean onlyVolatile;

  EvictionPolicy(String configName, Order order, boolean onlyVolatile) {
    this.configName = configName;
    this.order = order;
    this.onlyVolatile = onlyVolatile;
  }

  public String configName() {
    return configName;
  }

  Order order() {
    return order;
  }

  boolean onlyVolatile() {
    return onlyVolatile;
  }

  /** Whether access clocks must count frequency, see {@link AccessClock#byFrequency}. */
  public boolean isByFrequency() {
    return order == Order.FREQUENCY;
  }
}
