package io.sillok.tailer;

import java.util.List;
import java.util.Map;

/**
 * Files that are read alike.
 *
 * @param paths absolute paths or globs; {@code **} crosses folders
 * @param exclude globs of paths that are left out
 * @param parser name of the parser, which also decides the framing
 * @param definition the parser's parameters, shipped with every slice
 * @param resource more attributes of the events' resource, such as the pod that this tailer runs in
 */
public record FileGroup(
        List<String> paths,
        List<String> exclude,
        String parser,
        Map<String, String> definition,
        String service,
        String environment,
        Map<String, String> resource) {

    public FileGroup {
        paths = List.copyOf(paths);
        exclude = List.copyOf(exclude);
        definition = Map.copyOf(definition);
        resource = Map.copyOf(resource);
    }

    public FileGroup(
            List<String> paths,
            List<String> exclude,
            String parser,
            Map<String, String> definition,
            String service,
            String environment) {
        this(paths, exclude, parser, definition, service, environment, Map.of());
    }
}
