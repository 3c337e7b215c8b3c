package io.sillok.parsers.laravel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The template of a route as Laravel writes it ({@code orders/{order}}), told from the path of one request
 * ({@code orders/17}). Pure.
 */
final class RouteText {

    private static final int LONGEST = 200;

    private static final String PARAMETER = "\\{[A-Za-z_][A-Za-z0-9_]{0,63}(?::[A-Za-z0-9_]{1,64})?\\??}";

    /** Laravel allows any number of parameters in a part, with text around them. */
    private static final Pattern PART = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@%-]|" + PARAMETER + "){1,128}+");

    /** A number, or what holds several figures: one thing among many. Not {@code v1} or {@code oauth2}. */
    private static final Pattern NAMES_ONE = Pattern.compile("[0-9]+|[^0-9]*[0-9][^0-9]*[0-9].*");

    private RouteText() {}

    /** The template, with a slash before it and none behind; empty if the text has parts that no template has. */
    static Optional<String> of(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        String bare = text.substring(text.charAt(0) == '/' ? 1 : 0);
        String route = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
        if (!route.isEmpty()) {
            for (String part : route.split("/", -1)) {
                if (!PART.matcher(part).matches()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of("/" + route);
    }

    static boolean hasParameter(String route) {
        return route.indexOf('{') >= 0;
    }

    /** Whether the path of one request was written where a template should be. */
    static boolean namesOneThing(String route) {
        if (!hasParameter(route)) {
            for (String part : route.split("/", -1)) {
                if (NAMES_ONE.matcher(part).matches()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a path is one that the route serves. */
    static boolean takes(String route, String path) {
        String[] parts = route.split("/", -1);
        String[] given =
                (path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
        boolean shorter = given.length == parts.length - 1 && parts[parts.length - 1].endsWith("?}");
        if (given.length != parts.length && !shorter) {
            return false;
        }
        for (int i = 0; i < given.length; i++) {
            if (!hasParameter(parts[i]) && !parts[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }
}
