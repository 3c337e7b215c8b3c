package io.sillok.benchmarks.tail;

import io.sillok.local.servers.KafkaBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in a process of its own, so that its time is nobody else's. It ends when its standard input does. */
public final class BrokerProcess implements AutoCloseable {

    private final Process process;
    private final String bootstrapServers;

    private BrokerProcess(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /** The broker itself: prints where it listens. */
    public static void main(String[] args) throws Exception {
        KafkaBroker broker = KafkaBroker.start(Path.of(args[0]), KafkaBroker.ANY_PORT);
        System.out.println(broker.bootstrapServers());
        while (System.in.read() >= 0) {
            // The benchmark writes nothing; the end of the input is the end of the benchmark.
        }
        broker.close();
    }

    public static BrokerProcess start(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Jvm.executable(),
                        "-Xmx512m",
                        "-Dlog4j2.configurationFile=classpath:io/sillok/local/logging-command.xml",
                        "-cp",
                        Jvm.classPath(),
                        BrokerProcess.class.getName(),
                        folder.toString())
                .redirectError(folder.resolveSibling("broker.log").toFile())
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.US_ASCII);
        String address = output.readLine();
        if (address == null) {
            throw new IOException("the broker did not start, see " + folder.resolveSibling("broker.log"));
        }
        return new BrokerProcess(process, address);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** A topic of one partition, as one file is shipped to. */
    void createTopic(String name) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        } catch (ExecutionException e) {
            throw new IOException("topic " + name + " was not made", e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
