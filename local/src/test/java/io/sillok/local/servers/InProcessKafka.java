package io.sillok.local.servers;

/** The broker that a local run starts. */
record InProcessKafka(KafkaBroker broker) implements Kafka {
    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        broker.close();
    }
}
