package io.sillok.model;

import java.util.Map;
import java.util.Objects;

/**
 * Where slices come from, and how they are to be read: it travels with the data, so that a new format needs no new job.
 *
 * @param service logical name of the application, {@code service.name}
 * @param environment such as {@code production}, {@code deployment.environment.name}; empty if not known
 * @param path the file's path when the tailer first saw it
 * @param parser name of the parser, such as {@code nginx.access}
 * @param definition the parser's parameters, such as nginx's {@code log_format} text or the {@code zone} of zoneless times
 * @param resource more of where it comes from, by the names of events' resource attributes, such as {@code k8s.pod.name}
 */
public record SliceSource(
        FileId fileId,
        String service,
        String environment,
        String host,
        String path,
        String parser,
        Map<String, String> definition,
        Map<String, String> resource) {

    public SliceSource {
        Objects.requireNonNull(fileId, "fileId");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(parser, "parser");
        definition = Map.copyOf(definition);
        resource = Map.copyOf(resource);
    }

    public SliceSource(
            FileId fileId,
            String service,
            String environment,
            String host,
            String path,
            String parser,
            Map<String, String> definition) {
        this(fileId, service, environment, host, path, parser, definition, Map.of());
    }

    /** The same place, read by another parser. */
    public SliceSource readBy(String otherParser) {
        return new SliceSource(fileId, service, environment, host, path, otherParser, definition, resource);
    }
}
