/**
 * The receiver of spans: OTLP over HTTP in, bodies as they are to a topic out. Knows nothing of files. Start reading at
 * {@link io.sillok.tailer.spans.SpanReceiver}.
 */
package io.sillok.tailer.spans;
