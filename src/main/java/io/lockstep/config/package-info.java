/**
 * The wiring: property records, auto-configuration and the import of redis.conf. It is the only
 * room that knows all others.
 *
 * <p>Three auto-configurations, each replaceable bean by bean: the node itself, its watchers, and
 * REST where the application is a reactive web application. {@code NodeFactory} is the seam between
 * Spring and the engine: tests, and applications that want a node of their own making, put another
 * one in its place.
 *
 * <p>Every Redis parameter is a property {@code lockstep.NAME}. A map would lose the dashes of
 * names that come from environment variables ({@code LOCKSTEP_PROTECTED_MODE}), so {@code
 * ParameterProperties} asks the environment for each name of the catalogue instead.
 */
@NullMarked
package io.lockstep.config;

import org.jspecify.annotations.NullMarked;
