/** Samples to Prometheus and whatever speaks its remote-write protocol. */
package io.sillok.sinks.prometheus;
