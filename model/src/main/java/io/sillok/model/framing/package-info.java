/**
 * Framing: where one record of a log file ends and the next begins. {@link io.sillok.model.framing.Framing} is the table
 * of start rules by parser; {@link io.sillok.model.framing.Framer} applies one to a stream of bytes as they come.
 *
 * <p>The framer never owns bytes, files, threads or clocks: it is told what was read and when, and answers with ranges.
 * Laid end to end the ranges are the file, byte for byte.
 */
package io.sillok.model.framing;
