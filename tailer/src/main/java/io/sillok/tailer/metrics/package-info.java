/** Prometheus' text exposition format 0.0.4. Knows nothing of the tailer. */
package io.sillok.tailer.metrics;
