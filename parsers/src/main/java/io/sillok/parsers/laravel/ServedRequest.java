package io.sillok.parsers.laravel;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a record's context and extra say of the request that was being served: its route and its path. By name, from a
 * table; names that applications use for other things too count only where their value leaves no doubt.
 *
 * <p>Laravel's own {@code Context} and Monolog's {@code WebProcessor} write to extra. The route's name
 * ({@code orders.show}) and action are no template and are left where they are.
 */
final class ServedRequest {

    private static final int MAX_DEPTH = 3;
    private static final int LONGEST_URL = 8192;

    private enum Kind {
        /** The route's template. */
        ROUTE,
        /** The template, the route's name, or the path. */
        PERHAPS_ROUTE,
        /** The URL or path that was asked for. */
        URL,
        /** It, or that of a file, or of a call to somebody else; in extra it is the request's. */
        PERHAPS_URL,
        /** A template, the path that was asked for, or the URL of something else. */
        EITHER
    }

    private static final Map<Kind, List<String>> NAMES = Map.of(
            Kind.ROUTE,
                    List.of(
                            "http.route",
                            "http_route",
                            "route.uri",
                            "route_uri",
                            "route.pattern",
                            "route_pattern",
                            "route.template",
                            "route_template",
                            "request.route.uri",
                            "url.template",
                            "uri_template",
                            "path_template"),
            Kind.PERHAPS_ROUTE,
                    List.of(
                            "route",
                            "request.route",
                            "http.request.route",
                            "current_route",
                            "laravel.route",
                            "route.path"),
            Kind.URL,
                    List.of(
                            "request_uri",
                            "request.uri",
                            "request_url",
                            "request.url",
                            "request_path",
                            "request.path",
                            "request.full_url",
                            "full_url",
                            "fullurl",
                            "requested_url",
                            "current_url",
                            "http.url",
                            "http.target",
                            "url.path",
                            "url.full"),
            Kind.PERHAPS_URL, List.of("url", "path"),
            Kind.EITHER, List.of("uri"));

    private static final Map<String, Kind> KINDS = new HashMap<>();

    static {
        NAMES.forEach((kind, names) -> names.forEach(name -> KINDS.put(name, kind)));
    }

    private Optional<String> route = Optional.empty();
    private Optional<String> path = Optional.empty();

    /** Paths of which only a route that takes them says that they are the request's. */
    private final List<String> doubtful = new ArrayList<>(0);

    private final List<String> perhapsRoutes = new ArrayList<>(0);

    static ServedRequest of(Map<String, Object> context, Map<String, Object> extra) {
        ServedRequest request = new ServedRequest();
        request.search("", extra, 0, true);
        request.search("", context, 0, false);
        request.decide();
        return request;
    }

    private void search(String around, Map<?, ?> map, int depth, boolean extra) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = around + entry.getKey().toString().toLowerCase(Locale.ROOT);
            if (entry.getValue() instanceof Map<?, ?> inner) {
                if (depth < MAX_DEPTH) {
                    search(key + '.', inner, depth + 1, extra);
                }
            } else if (entry.getValue() instanceof String value && !value.isEmpty() && value.length() <= LONGEST_URL) {
                Kind kind = KINDS.get(key);
                if (kind != null) {
                    offer(kind, value, extra);
                }
            }
        }
    }

    private void offer(Kind kind, String value, boolean extra) {
        switch (kind) {
            case ROUTE -> route = route.or(() -> RouteText.of(value).filter(text -> !RouteText.namesOneThing(text)));
            case PERHAPS_ROUTE -> perhapsRoutes.add(value);
            case URL -> path = path.or(() -> path(value));
            case PERHAPS_URL -> perhapsUrl(value, extra);
            case EITHER -> {
                // a route's begins with no slash, what is asked for always does
                if (RouteText.hasParameter(value) && value.charAt(0) != '/') {
                    perhapsRoutes.add(value);
                } else {
                    perhapsUrl(value, extra);
                }
            }
        }
    }

    private void perhapsUrl(String value, boolean extra) {
        if (extra) {
            path = path.or(() -> path(value));
        } else {
            path(value).ifPresent(doubtful::add);
        }
    }

    /** A template has a parameter; and a client that asks for {@code /orders/{x}} has not named a route by that. */
    private void decide() {
        for (String text : perhapsRoutes) {
            route = route.or(() -> RouteText.of(text)
                    .filter(RouteText::hasParameter)
                    .filter(template -> !path.equals(Optional.of(template)) && !doubtful.contains(template)));
        }
        route.ifPresent(template -> doubtful.stream()
                .filter(candidate -> path.isEmpty() && RouteText.takes(template, candidate))
                .findFirst()
                .ifPresent(candidate -> path = Optional.of(candidate)));
    }

    /** Of a URL or the beginning of one, without what follows a question mark. */
    private static Optional<String> path(String url) {
        int from = 0;
        int scheme = url.indexOf("://");
        if (scheme > 0 && scheme < 10) {
            from = scheme + 3;
            while (from < url.length()
                    && url.charAt(from) != '/'
                    && url.charAt(from) != '?'
                    && url.charAt(from) != '#') {
                from++;
            }
        }
        int to = from;
        while (to < url.length() && url.charAt(to) != '?' && url.charAt(to) != '#') {
            if (url.charAt(to) <= ' ') {
                return Optional.empty();
            }
            to++;
        }
        if (from == to) {
            return scheme > 0 ? Optional.of("/") : Optional.empty();
        }
        return url.charAt(from) == '/' ? Optional.of(url.substring(from, to)) : Optional.empty();
    }

    void addTo(LogEvent.Builder event) {
        route.ifPresent(template -> event.attribute(Fields.HTTP_ROUTE, template));
        path.ifPresent(asked -> event.attribute(Fields.URL_PATH, asked));
    }
}
