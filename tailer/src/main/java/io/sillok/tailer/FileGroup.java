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

    /** Whether files of the one are read and named as those of the other; which files those are does not matter. */
    boolean readsLike(FileGroup other) {
        return parser.equals(other.parser)
                && definition.equals(other.definition)
                && service.equals(other.service)
                && environment.equals(other.environment);
    }

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
