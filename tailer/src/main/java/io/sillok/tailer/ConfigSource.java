package io.sillok.tailer;

import io.sillok.model.config.ConfigException;

/** Where a running tailer's config can be read again. */
@FunctionalInterface
public interface ConfigSource {

    /** @throws ConfigException with all problems at once */
    TailerConfig load() throws ConfigException;
}
