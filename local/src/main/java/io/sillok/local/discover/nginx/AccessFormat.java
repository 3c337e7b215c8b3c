package io.sillok.local.discover.nginx;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.Place;
import io.sillok.parsers.FormatCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code log_format}.
 *
 * @param text its parts joined; {@code combined} for the one that is built in
 * @param escape {@code default}, {@code json} or {@code none}
 */
record AccessFormat(String text, String escape, Place place) {

    static final AccessFormat COMBINED = new AccessFormat("combined", "default", Place.of("nginx"));

    /** The formats of a block by name, the built-in one among them. */
    static Map<String, AccessFormat> of(Directive http, Findings findings) {
        Map<String, AccessFormat> formats = new LinkedHashMap<>();
        formats.put("combined", COMBINED);
        http.children("log_format").forEach(directive -> {
            List<String> parts = directive.arguments();
            if (parts.size() < 2) {
                findings.problem(directive.place(), "log_format needs a name and a text; is a quote missing?");
                return;
            }
            String second = parts.get(1);
            boolean escapes = second.startsWith("escape=");
            String text = String.join("", parts.subList(escapes ? 2 : 1, parts.size()));
            String escape = escapes ? second.substring("escape=".length()) : "default";
            AccessFormat format = new AccessFormat(text, escape, directive.place());
            AccessFormat former = formats.put(parts.get(0), format);
            if (former != null && !(former.text.equals(text) && former.escape.equals(escape))) {
                findings.problem(
                        directive.place(),
                        "log_format " + parts.get(0) + " is defined twice, also "
                                + (former.equals(COMBINED) ? "by nginx itself" : "at " + former.place)
                                + ", which nginx refuses; this one is taken: remove the other");
            }
        });
        return formats;
    }

    /** Whether it tells how long a request took. */
    boolean tellsDuration() {
        return text.matches("(?s).*\\$(?:\\{request_time}|request_time(?![a-z0-9_])).*");
    }

    boolean isReadable() {
        return text.indexOf('\n') < 0
                && FormatCatalog.problems("nginx.access", definition()).isEmpty();
    }

    Map<String, String> definition() {
        Map<String, String> definition = new LinkedHashMap<>();
        definition.put("log_format", text);
        if (!escape.equals("default")) {
            definition.put("escape", escape);
        }
        return definition;
    }
}
