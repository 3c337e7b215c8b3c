/**
 * The sidecar: follows log files and ships their bytes, framed into records, to Kafka. {@link io.sillok.tailer.Tailer} is
 * the way in; {@link io.sillok.tailer.FileServer} is what happens in one pass.
 */
package io.sillok.tailer;
