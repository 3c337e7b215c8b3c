/**
 * What masking costs: statements, records and clean text, beside OpenTelemetry's analyzer of SQL. Start reading at
 * {@link io.sillok.benchmarks.mask.MaskBenchmark}.
 */
package io.sillok.benchmarks.mask;
