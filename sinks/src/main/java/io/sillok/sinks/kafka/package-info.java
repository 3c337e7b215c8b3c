/** Dead letters and ledger entries as records of Kafka. */
package io.sillok.sinks.kafka;
