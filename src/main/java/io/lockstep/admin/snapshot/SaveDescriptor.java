package io.lockstep.admin.snapshot;

/**
 * What asking for a snapshot led to.
 *
 * @param reply what Redis would answer over RESP
 * @param name the file whose place it takes once it is whole
 */
public record SaveDescriptor(String reply, String name) {}
