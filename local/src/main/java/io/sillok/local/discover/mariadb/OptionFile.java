package io.sillok.local.discover.mariadb;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.Place;
import io.sillok.local.discover.server.ServerTree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A my.cnf with what it includes: the options of the server's own groups. {@code -} and {@code _} are the same in a name;
 * the last value of an option holds.
 */
final class OptionFile {

    record Option(String value, Place place) {}

    private static final Pattern SERVER =
            Pattern.compile("mysqld|server|mariadbd?|(?:mysqld|mariadbd?)-[0-9.]+", Pattern.CASE_INSENSITIVE);
    private static final int MAX_FILES = 1_000;

    private final ServerTree tree;
    private final Findings findings;
    private final Map<String, Option> options = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    OptionFile(ServerTree tree, Findings findings) {
        this.tree = tree;
        this.findings = findings;
    }

    Optional<Option> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    void read(String file, Place asker) {
        if (!read.add(tree.real(file)) || read.size() > MAX_FILES) {
            return;
        }
        Optional<String> text = tree.config(file, asker, findings);
        String group = "";
        int line = 0;
        for (String each : text.orElse("").split("\n", -1)) {
            Place place = new Place(file, ++line);
            String content = each.strip();
            if (content.startsWith("!includedir")) {
                String folder = content.substring("!includedir".length()).strip();
                tree.glob(absolute(folder, file) + "/*.cnf").forEach(included -> read(included, place));
            } else if (content.startsWith("!include")) {
                read(absolute(content.substring("!include".length()).strip(), file), place);
            } else if (content.startsWith("[")) {
                group = content.replaceAll("^\\[\\s*|\\s*].*$", "");
            } else if (!content.isEmpty()
                    && "#;".indexOf(content.charAt(0)) < 0
                    && SERVER.matcher(group).matches()) {
                option(content, place);
            }
        }
    }

    private void option(String content, Place place) {
        int equals = content.indexOf('=');
        String name = (equals < 0 ? content : content.substring(0, equals))
                .strip()
                .toLowerCase(Locale.ROOT)
                .replace('-', '_')
                .replaceFirst("^loose_", "");
        options.put(
                name,
                new Option(equals < 0 ? "" : value(content.substring(equals + 1).strip()), place));
    }

    private static String value(String text) {
        if (!text.isEmpty() && "\"'".indexOf(text.charAt(0)) >= 0) {
            int end = text.indexOf(text.charAt(0), 1);
            return end < 0 ? text.substring(1) : text.substring(1, end);
        }
        return text.replaceFirst("\\s*#.*$", "");
    }

    private static String absolute(String path, String file) {
        return path.startsWith("/") ? path : file.substring(0, file.lastIndexOf('/')) + '/' + path;
    }
}
