/** The real servers of a local run: OpenSearch in a process of its own, Kafka and Flink in this one. */
package io.sillok.local.servers;
