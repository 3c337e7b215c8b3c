package io.sillok.benchmarks.job;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that takes part. What comes out of it at the end, it counts in {@link Arrived}. */
interface Graph {

    void build(StreamExecutionEnvironment environment, Input input);
}
