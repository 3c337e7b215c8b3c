package io.sillok.search;

import java.util.List;

/** @param total how many there are; {@code requests} is bounded */
public record RequestPage(long total, List<RequestSummary> requests) {}
