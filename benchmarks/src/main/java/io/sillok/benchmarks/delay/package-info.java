/** {@code sillok bench delay}: from a line written to a line found. */
package io.sillok.benchmarks.delay;
