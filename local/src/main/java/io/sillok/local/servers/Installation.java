package io.sillok.local.servers;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Sillok was built: the repository's root. Other processes are started from the jars below it. */
public record Installation(Path home) {
    /** The system property that the launcher and the builds' tests set. */
    public static final String HOME_PROPERTY = "sillok.home";

    /** The installation this JVM was started from. */
    public static Installation running() throws ServerStartException {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null) {
            throw new ServerStartException("the system property " + HOME_PROPERTY
                    + " is not set, so no server's jars can be found; start Sillok by its launcher ./sillok");
        }
        return new Installation(Path.of(home).toAbsolutePath().normalize());
    }

    Path openSearchJar() throws ServerStartException {
        Path jar = home.resolve("local/opensearch-node/target/lib/sillok-opensearch-node.jar");
        if (!Files.isRegularFile(jar)) {
            throw new ServerStartException(jar + " is missing; build it with: mvn package -DskipTests");
        }
        return jar;
    }
}
