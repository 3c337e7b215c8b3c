package io.sillok.local.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The broker of a local run in a process of its own, to be killed by tests. It ends with its parent. */
public final class KafkaBrokerProcess implements AutoCloseable {
    private static final Duration START_DEADLINE = Duration.ofSeconds(60);

    private final ChildJvm jvm;
    private final String bootstrapServers;

    private KafkaBrokerProcess(ChildJvm jvm, String bootstrapServers) {
        this.jvm = jvm;
        this.bootstrapServers = bootstrapServers;
    }

    /** Give the port of the one that was killed to start it again where its clients look for it. */
    public static KafkaBrokerProcess start(Path folder, int port) throws IOException, InterruptedException {
        ChildJvm jvm = ChildJvm.start(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Tethered.class.getName(),
                        Main.class.getName(),
                        folder.toString(),
                        Integer.toString(port)),
                folder.resolveSibling(folder.getFileName() + ".log"));
        try {
            return new KafkaBrokerProcess(jvm, jvm.awaitFirstLine(START_DEADLINE));
        } catch (IOException e) {
            jvm.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public int port() {
        return Integer.parseInt(bootstrapServers.substring(bootstrapServers.lastIndexOf(':') + 1));
    }

    public long pid() {
        return jvm.pid();
    }

    /** As {@code kill -9}: nothing is flushed, nobody is told. */
    public void kill() throws InterruptedException {
        jvm.kill();
    }

    @Override
    public void close() {
        jvm.close();
    }

    /** What runs in that process. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            KafkaBroker broker = KafkaBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            System.out.println(broker.bootstrapServers());
            broker.onFailure().join();
        }
    }
}
