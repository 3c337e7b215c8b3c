package io.sillok.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The servers that end-to-end tests share: each starts when it is first asked for and ends with the test run. Tests name
 * their topics and indices so that they do not meet.
 *
 * <p>Use: {@code @ExtendWith(LocalStack.Provider.class)} on the class, a {@code LocalStack} parameter on the method.
 */
public final class LocalStack implements AutoCloseable {
    private static final int SLOTS = 2;

    private final Path folder;
    private Optional<Kafka> kafka = Optional.empty();
    private Optional<OpenSearchProcess> openSearch = Optional.empty();
    private Optional<FlinkMiniCluster> flink = Optional.empty();

    private LocalStack(Path folder) {
        this.folder = folder;
    }

    public synchronized Kafka kafka() throws IOException {
        if (kafka.isEmpty()) {
            kafka = Optional.of(Kafka.start(folder.resolve("kafka")));
        }
        return kafka.get();
    }

    public synchronized URI openSearch() throws IOException, InterruptedException {
        if (openSearch.isEmpty()) {
            openSearch = Optional.of(OpenSearchProcess.start(
                    Installation.running(), folder.resolve("opensearch"), OpenSearchProcess.ANY_PORT));
        }
        return openSearch.get().address();
    }

    public synchronized FlinkMiniCluster flink() throws IOException {
        if (flink.isEmpty()) {
            flink = Optional.of(FlinkMiniCluster.start(folder.resolve("flink"), SLOTS));
        }
        return flink.get();
    }

    /** Flink first: its jobs talk to the others until they end. */
    @Override
    public synchronized void close() throws IOException {
        flink.ifPresent(FlinkMiniCluster::close);
        openSearch.ifPresent(OpenSearchProcess::close);
        kafka.ifPresent(Kafka::close);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Hands the one stack of the test run to test methods and constructors. */
    public static final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == LocalStack.class;
        }

        @Override
        public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(LocalStack.class))
                    .computeIfAbsent(LocalStack.class, key -> inTemporaryFolder(), LocalStack.class);
        }

        private static LocalStack inTemporaryFolder() {
            try {
                return new LocalStack(Files.createTempDirectory("sillok-stack-"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
