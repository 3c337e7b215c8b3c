package io.sillok.local.discover.laravel;

import io.sillok.local.discover.server.LogFile;
import io.sillok.local.discover.server.LogPath;
import io.sillok.local.discover.server.Place;
import io.sillok.local.discover.server.ServerTree;
import io.sillok.parsers.FormatDetector;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One channel's config. */
record Channel(PhpValue config) {

    private static final String STREAM = "StreamHandler";
    private static final String ROTATING = "RotatingFileHandler";
    private static final String LINE = "laravel.line";
    private static final int HEAD_BYTES = 64 * 1024;

    /** Laravel's own beginning of a line, by which records are told apart. */
    private static final String LINE_BEGINNING = "[%datetime%] %channel%.%level_name%: ";

    /** Where drivers without files write. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "errorlog", "writes to PHP's error_log",
            "syslog", "writes to syslog; a channel with driver daily writes files",
            "slack", "writes to Slack");

    /** What keeps nothing, and so misses nothing. */
    private static final String NULL = "null";

    private String driver() {
        return config.get("driver").text();
    }

    /** The handler of driver monolog, without its namespace. */
    private String handler() {
        String handler = config.get("handler").text();
        return handler.substring(handler.lastIndexOf('\\') + 1);
    }

    /** The path that the config names; daily files have the date in it. */
    Optional<String> basePath() {
        Optional<String> path =
                switch (driver()) {
                    case "single", "daily" -> config.get("path").optionalText();
                    case "monolog" ->
                        handler().equals(STREAM)
                                ? with("stream")
                                : handler().equals(ROTATING) ? with("filename") : Optional.empty();
                    case "custom" -> config.get("path").optionalText();
                    default -> Optional.empty();
                };
        return path.map(name -> name.replaceFirst("^file://", ""))
                .filter(name -> name.startsWith("/") || name.startsWith(String.valueOf(LogPath.HOLE)));
    }

    private Optional<String> with(String key) {
        return List.of("with", "handler_with").stream()
                .map(arguments -> config.get(arguments).get(key).optionalText())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Where it writes if that is no file of its own. */
    Optional<String> elsewhere() {
        if (basePath().isPresent() || driver().equals(NULL) || handler().equals("NullHandler")) {
            return Optional.empty();
        }
        if (with("stream").filter(stream -> stream.startsWith("php://")).isPresent()) {
            return Optional.of(
                    "writes to PHP's standard error or output: FPM's error_log has it where catch_workers_output"
                            + " is on");
        }
        if (driver().equals("custom")) {
            return Optional.of("is made by code (via), which alone knows its files; add them by hand");
        }
        return Optional.of(ELSEWHERE.getOrDefault(
                driver(), handler().isEmpty() ? "writes to no file" : "writes by " + handler() + ", to no file"));
    }

    /** Its file, if it has one. */
    Optional<LogFile> file(Place place, Optional<String> service, Map<String, String> zone, ServerTree tree) {
        return basePath().map(base -> {
            boolean daily = driver().equals("daily") || handler().equals(ROTATING);
            LogPath path = new LogPath(daily ? dated(base) : base);
            LogFile file = new LogFile(path, parser(), zone, service, place);
            if (driver().equals("custom")) {
                file = file.remark("made by code (via): the form of its lines is a guess");
            }
            if (!config.get("tap").items().isEmpty()) {
                file = file.remark("code (tap) may change the form of its lines");
            }
            return checked(file, tree);
        });
    }

    private String parser() {
        PhpValue formatter = config.get("formatter");
        String name = formatter.text().substring(formatter.text().lastIndexOf('\\') + 1);
        return switch (name) {
            case "JsonFormatter" -> "laravel.json";
            case "", "default", "LineFormatter" -> {
                Optional<String> format =
                        config.get("formatter_with").get("format").optionalText();
                boolean own =
                        format.filter(text -> !text.startsWith(LINE_BEGINNING)).isPresent();
                yield own ? "unknown" : LINE;
            }
            default -> formatter instanceof PhpValue.Unknown ? LINE : "unknown";
        };
    }

    /** {@code laravel.log} becomes {@code laravel-2026-11-22.log}. */
    private static String dated(String path) {
        int dot = path.lastIndexOf('.');
        int end = dot > path.lastIndexOf('/') ? dot : path.length();
        return path.substring(0, end) + '-' + LogPath.DATE + path.substring(end);
    }

    /** The lines that stand in the file say better than the config what it holds. */
    private static LogFile checked(LogFile file, ServerTree tree) {
        Optional<String> latest = file.path()
                .exact()
                .filter(tree::isFile)
                .or(() -> tree.glob(file.path().glob()).stream()
                        .filter(tree::isFile)
                        .reduce((first, second) -> second));
        try {
            byte[] head = latest.isPresent() ? tree.head(latest.get(), HEAD_BYTES) : new byte[0];
            String seen = head.length == 0
                    ? file.parser()
                    : FormatDetector.detect(head, latest.get()).parser();
            return seen.equals(file.parser()) || !seen.startsWith("laravel.")
                    ? unread(file)
                    : new LogFile(file.path(), seen, file.definition(), file.service(), file.origin(), file.remarks())
                            .remark("parser as its first lines are, not as the config says");
        } catch (IOException e) {
            return unread(file).remark("cannot be read by the user who ran sillok discover");
        }
    }

    private static LogFile unread(LogFile file) {
        return file.parser().equals("unknown")
                ? file.remark("its formatter makes lines of a form of its own: taken as they are")
                : file;
    }
}
