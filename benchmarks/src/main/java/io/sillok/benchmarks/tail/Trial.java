package io.sillok.benchmarks.tail;

/**
 * One run of one contender over the file.
 *
 * @param cpuSeconds user and system time of the process from its start to its end
 * @param seconds from the start of the process until the whole file was in the topic
 * @param firstRecordSeconds from the start of the process until a record was in the topic
 * @param peakKiB peak of resident memory
 */
record Trial(String contender, double cpuSeconds, double seconds, double firstRecordSeconds, long peakKiB) {}
