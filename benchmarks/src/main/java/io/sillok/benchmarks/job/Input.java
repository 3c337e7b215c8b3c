package io.sillok.benchmarks.job;

/**
 * What the jobs read: the same lines twice, so that each can have them in the form that it takes.
 *
 * @param slices topic of slices of files
 * @param lines topic of lines, each a Kafka record
 * @param spans topic without records
 * @param pattern of the lines, in grok
 */
record Input(String bootstrapServers, String slices, String lines, String spans, String pattern) {}
