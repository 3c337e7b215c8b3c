package io.sillok.parsers.grok;

import java.util.List;

/** The bundled definitions: the same names, with the field names of two times. */
public enum PatternSet {
    /** Flat names such as {@code clientip}: what java-grok knows and what Logstash calls disabled. */
    LEGACY(
            "disabled",
            List.of(
                    "base",
                    "legacy/base",
                    "legacy/httpd",
                    "legacy/syslog",
                    "legacy/java",
                    "legacy/servers",
                    "php-shop")),
    /** Names of the Elastic Common Schema such as {@code [source][address]}. */
    ECS("v1", List.of("base", "ecs/base", "ecs/httpd", "ecs/syslog", "ecs/java", "ecs/servers", "php-shop"));

    private final String setting;
    private final List<String> files;

    PatternSet(String setting, List<String> files) {
        this.setting = setting;
        this.files = files;
    }

    /** Its name in a config, under {@code ecs_compatibility}. */
    public String setting() {
        return setting;
    }

    List<String> files() {
        return files;
    }
}
