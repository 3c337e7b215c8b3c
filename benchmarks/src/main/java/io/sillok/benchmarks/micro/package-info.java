/** JMH benchmarks of what runs for every byte. */
package io.sillok.benchmarks.micro;
