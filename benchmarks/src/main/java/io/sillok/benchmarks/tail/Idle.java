package io.sillok.benchmarks.tail;

/**
 * What a contender takes while nothing happens.
 *
 * @param cpuShare of one core
 * @param residentKiB at the end
 */
record Idle(String contender, double cpuShare, long residentKiB) {}
