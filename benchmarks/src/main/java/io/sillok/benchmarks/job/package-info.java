/**
 * {@code sillok bench job}: lines per second from Kafka through the job to nowhere, beside a job written plainly and one
 * that does nothing. Start with {@link io.sillok.benchmarks.job.JobBenchmark}.
 */
package io.sillok.benchmarks.job;
