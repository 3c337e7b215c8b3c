package io.sillok.search;

/**
 * The queries that differ in values only.
 *
 * @param p95 seconds
 * @param longest seconds
 * @param total seconds, of all of them together
 * @param slowest the one that took longest
 */
public record StatementSummary(String hash, long count, double p95, double longest, double total, LogHit slowest) {}
