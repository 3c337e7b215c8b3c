package io.sillok.search.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request's query. */
final class Parameters {

    private static final int MOST = 100;

    private final Map<String, List<String>> values = new HashMap<>();

    /** @param query as it stands in the address; may be null */
    static Parameters of(String query) throws BadRequestException {
        Parameters parameters = new Parameters();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        String[] pairs = query.split("&", MOST + 1);
        if (pairs.length > MOST) {
            throw new BadRequestException("more than " + MOST + " parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            parameters
                    .values
                    .computeIfAbsent(decode(name), key -> new ArrayList<>())
                    .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return parameters;
    }

    /** The first value, unless it is empty. */
    Optional<String> text(String name) {
        return all(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private static String decode(String text) throws BadRequestException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("the address is not encoded as an address must be");
        }
    }
}
