package io.sillok.search;

import java.util.List;
import java.util.Optional;

/**
 * Some of the events found, newest first.
 *
 * @param total of all that were found
 * @param next what to pass to get those that follow; absent on the last page
 */
public record SearchPage(long total, List<LogHit> hits, Optional<String> next) {}
