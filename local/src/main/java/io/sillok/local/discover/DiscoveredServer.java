package io.sillok.local.discover;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.LogFile;
import java.util.List;
import java.util.Optional;

/**
 * What a server's configs tell.
 *
 * @param service of the files that have none of their own
 * @param serviceFrom what it was guessed from
 * @param environment such as production, if an application says so
 * @param sources the main configs that were read
 * @param files in the order of the output
 */
public record DiscoveredServer(
        String service,
        String serviceFrom,
        Optional<String> environment,
        List<String> sources,
        List<LogFile> files,
        Findings findings) {

    public DiscoveredServer {
        sources = List.copyOf(sources);
        files = List.copyOf(files);
    }

    /**
     * A tailer's config with comments.
     *
     * @param brokers Kafka's, which no config of the server tells
     */
    public String yaml(Optional<String> brokers) {
        return TailerYaml.of(this, brokers);
    }

    /** For programs. */
    public String json() {
        return DiscoveredJson.of(this) + '\n';
    }
}
