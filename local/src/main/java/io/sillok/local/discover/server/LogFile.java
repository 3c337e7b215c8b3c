package io.sillok.local.discover.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log file of the server and how it is to be read.
 *
 * @param service who writes it, empty if several do or nobody knows
 * @param origin the line of the config that names it
 * @param remarks what its reader should know, each one line
 */
public record LogFile(
        LogPath path,
        String parser,
        Map<String, String> definition,
        Optional<String> service,
        Place origin,
        List<String> remarks) {

    public LogFile {
        definition = new LinkedHashMap<>(definition);
        remarks = List.copyOf(remarks);
    }

    public LogFile(
            LogPath path, String parser, Map<String, String> definition, Optional<String> service, Place origin) {
        this(path, parser, definition, service, origin, List.of());
    }

    public LogFile with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(definition);
        more.put(key, value);
        return new LogFile(path, parser, more, service, origin, remarks);
    }

    public LogFile ofService(Optional<String> name) {
        return new LogFile(path, parser, definition, name, origin, remarks);
    }

    public LogFile remark(String remark) {
        if (remarks.contains(remark)) {
            return this;
        }
        List<String> more = new ArrayList<>(remarks);
        more.add(remark);
        return new LogFile(path, parser, definition, service, origin, more);
    }

    /** Whether both are read alike; PHP's lines name their zone, so the definition's does not matter to them. */
    boolean readsLike(LogFile other) {
        return parser.equals(other.parser) && (definition.equals(other.definition) || parser.equals("php.error"));
    }

    /** The same file named a second time. */
    LogFile joined(LogFile other) {
        LogFile joined = new LogFile(
                path, parser, definition, service.equals(other.service) ? service : Optional.empty(), origin, remarks);
        for (String remark : other.remarks) {
            joined = joined.remark(remark);
        }
        return joined;
    }
}
