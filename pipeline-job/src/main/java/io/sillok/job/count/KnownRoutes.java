package io.sillok.job.count;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The routes of one service that its framework has named. Bounded. Not thread-safe. */
final class KnownRoutes {

    static final TypeInformation<KnownRoutes> TYPE = WireTypeInformation.mutable(KnownRoutes.class, Format.class);

    private static final int MOST_PATHS = 2000;
    private static final int MOST_ROUTES = 1000;

    /** The fewer parameters, the more a route says: {@code /products/new} goes before {@code /products/{id}}. */
    private static final Comparator<String> MOST_CERTAIN =
            Comparator.comparingLong(KnownRoutes::parameters).thenComparing(Comparator.naturalOrder());

    private final Map<String, String> byPath = new LinkedHashMap<>();
    private final TreeSet<String> routes = new TreeSet<>(MOST_CERTAIN);

    /** @return whether it was not known */
    boolean learn(RouteFact fact) {
        boolean news = routes.size() < MOST_ROUTES && routes.add(fact.route());
        if (!fact.path().isEmpty() && byPath.size() < MOST_PATHS) {
            news |= byPath.putIfAbsent(fact.path(), fact.route()) == null;
        }
        return news;
    }

    /** The route of a path's template, if there is one that takes it. */
    Optional<String> route(String template) {
        String exact = byPath.get(template);
        if (exact != null) {
            return Optional.of(exact);
        }
        if (routes.contains(template)) {
            return Optional.of(template);
        }
        return routes.stream().filter(route -> takes(route, template)).findFirst();
    }

    /**
     * Part by part, where the last may be missing if the route says so. A route of parameters only would take anything, so
     * it takes only what was told to be its own.
     */
    private static boolean takes(String route, String template) {
        String[] parts = route.split("/", -1);
        String[] given = template.split("/", -1);
        boolean shorter = given.length == parts.length - 1 && route.endsWith("?}");
        if (parts.length != given.length && !shorter) {
            return false;
        }
        boolean literal = false;
        for (int i = 1; i < given.length; i++) {
            if (!isParameter(parts[i])) {
                if (!parts[i].equals(given[i])) {
                    return false;
                }
                literal |= !parts[i].isEmpty();
            }
        }
        return literal;
    }

    private static boolean isParameter(String part) {
        return part.indexOf('{') >= 0;
    }

    private static long parameters(String route) {
        return route.chars().filter(c -> c == '{').count();
    }

    /** The wire form. */
    public static final class Format implements Wire<KnownRoutes> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(KnownRoutes known, DataOutput out) throws IOException {
            out.writeInt(known.routes.size());
            for (String route : known.routes) {
                out.writeUTF(route);
            }
            out.writeInt(known.byPath.size());
            for (Map.Entry<String, String> entry : known.byPath.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
        }

        @Override
        public KnownRoutes read(DataInput in) throws IOException {
            KnownRoutes known = new KnownRoutes();
            for (int left = in.readInt(); left > 0; left--) {
                known.routes.add(in.readUTF());
            }
            for (int left = in.readInt(); left > 0; left--) {
                String path = in.readUTF();
                known.byPath.put(path, in.readUTF());
            }
            return known;
        }
    }
}
