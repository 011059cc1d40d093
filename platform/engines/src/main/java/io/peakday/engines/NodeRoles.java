package io.peakday.engines;

import java.util.Optional;

/**
 * What a process that opens a store does, from which {@linkplain ModuleDescriptor#implied defaults of settings} follow.
 *
 * @param command whether it is one command that opens the store beside a node or without one
 * @param worker whether it relays events and sends mails
 * @param stream whether it handles events
 * @param url where browsers find its pages; empty where that is not known yet
 */
public record NodeRoles(boolean command, boolean worker, boolean stream, Optional<String> url) {}
