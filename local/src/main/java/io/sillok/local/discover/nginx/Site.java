package io.sillok.local.discover.nginx;

import io.sillok.local.discover.server.Place;
import java.util.Map;
import java.util.Set;

/**
 * A {@code server} of nginx.
 *
 * @param name what it is called by people: its first name that is a host's; may be empty
 * @param backends the folders that it serves, absolute, and for each the FPM pools that are asked for its scripts, by
 *     address as their {@code listen} has it
 */
public record Site(String name, Map<String, Set<String>> backends, Place place) {}
