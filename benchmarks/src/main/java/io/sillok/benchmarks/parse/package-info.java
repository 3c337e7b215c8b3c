/**
 * A line of an access log to its fields: Sillok's grok beside java-grok, OpenSearch's joni grok, httpdlog-parser and
 * Jackson. Start reading at {@link io.sillok.benchmarks.parse.GrokBenchmark}.
 */
package io.sillok.benchmarks.parse;
