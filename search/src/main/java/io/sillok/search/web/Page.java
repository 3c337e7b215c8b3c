package io.sillok.search.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All files of the page, by the path they are asked for. What is not in this table is not there: no path is ever resolved. */
final class Page {

    private static final List<String> OWN = List.of(
            "app.css",
            "app.js",
            "api.js",
            "icon.svg",
            "state.js",
            "format.js",
            "elements.js",
            "search-bar.js",
            "histogram.js",
            "facets.js",
            "records.js",
            "event-details.js",
            "reports.js",
            "trace.js",
            "waterfall.js",
            "issues.js");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final Map<String, Asset> assets = new HashMap<>();
    private final String policy;

    Page() {
        Asset index = Asset.ofResource("index.html");
        assets.put("/", index);
        OWN.forEach(name -> assets.put("/" + name, Asset.ofResource(name)));
        String preact = libraries().getProperty("preact");
        assets.put("/lib/preact.js", Asset.ofResource(preact + "dist/preact.module.js"));
        assets.put("/lib/preact-hooks.js", Asset.ofResource(preact + "hooks/dist/hooks.module.js"));
        this.policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' 'sha256-" + importMapHash(index) + "'",
                "style-src 'self'",
                "img-src 'self' data:",
                "connect-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'");
    }

    Optional<Asset> asset(String path) {
        return Optional.ofNullable(assets.get(path));
    }

    /** Only the page's own files run, and its one inline script: the names of its libraries. */
    String contentSecurityPolicy() {
        return policy;
    }

    private static String importMapHash(Asset index) {
        Matcher matcher = IMPORT_MAP.matcher(new String(index.content(), StandardCharsets.UTF_8));
        if (!matcher.find()) {
            throw new IllegalStateException("index.html has no import map");
        }
        return Asset.sha256(matcher.group(1).getBytes(StandardCharsets.UTF_8));
    }

    private static Properties libraries() {
        Properties properties = new Properties();
        try (InputStream in = Page.class.getResourceAsStream("libraries.properties")) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException("libraries.properties", e);
        }
    }
}
