/**
 * File to Kafka, side by side: every contender ships the same file to the same broker, in turns, and what arrived is
 * compared with the file. Start reading at {@link io.sillok.benchmarks.tail.TailBenchmark}.
 */
package io.sillok.benchmarks.tail;
