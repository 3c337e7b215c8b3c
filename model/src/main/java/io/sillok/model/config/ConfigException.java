package io.sillok.model.config;

import java.util.List;

/** All that is wrong with a config, each problem with its place and, where one is near, the key that was probably meant. */
public final class ConfigException extends Exception {

    private final List<String> problems;

    public ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
