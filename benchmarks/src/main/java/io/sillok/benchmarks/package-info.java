/** Measurements: Sillok beside its peers, and its hot loops by themselves. */
package io.sillok.benchmarks;
