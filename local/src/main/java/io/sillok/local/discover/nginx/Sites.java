package io.sillok.local.discover.nginx;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what a {@code server} block tells of the site. */
final class Sites {

    private static final Pattern HOST = Pattern.compile("(?=.*[a-z])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?");
    private static final Set<String> NO_NAMES = Set.of("localhost", "default", "www");

    private final NginxLayout layout;
    private final Map<String, Set<String>> upstreams;

    Sites(Directive http, NginxLayout layout) {
        this.layout = layout;
        this.upstreams = http.children("upstream")
                .collect(Collectors.toMap(
                        upstream -> upstream.argument(0),
                        upstream -> upstream.children("server")
                                .map(server -> address(server.argument(0)))
                                .collect(Collectors.toCollection(TreeSet::new)),
                        (first, second) -> first));
    }

    /** @param http the block that the server stands in */
    Site of(Directive http, Directive server) {
        Map<String, Set<String>> backends = new LinkedHashMap<>();
        collect(server, root(http).orElse(""), backends);
        backends.remove("");
        return new Site(name(server), backends, server.place());
    }

    private void collect(Directive level, String inherited, Map<String, Set<String>> backends) {
        String root = root(level).orElse(inherited);
        Set<String> asked = backends.computeIfAbsent(root, folder -> new TreeSet<>());
        level.children("fastcgi_pass")
                .map(pass -> pass.argument(0))
                .forEach(pass -> asked.addAll(upstreams.getOrDefault(pass, Set.of(address(pass)))));
        level.block().stream()
                .filter(child -> child.name().equals("location") || child.name().equals("if"))
                .forEach(child -> collect(child, root, backends));
    }

    private Optional<String> root(Directive level) {
        return level.children("root")
                .map(root -> root.argument(0))
                .filter(root -> root.indexOf('$') < 0)
                .map(root -> layout.absolute(root).replaceAll("(?<=.)/+$", ""))
                .findFirst();
    }

    private static String name(Directive server) {
        return server.children("server_name")
                .flatMap(names -> names.arguments().stream())
                .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("^(?:\\*?\\.|www\\.)", ""))
                .filter(name -> HOST.matcher(name).matches() && !NO_NAMES.contains(name))
                .findFirst()
                .orElse("");
    }

    /** The form in which addresses are compared: a socket's path, or a host and port. */
    private static String address(String address) {
        return address.startsWith("unix:") ? address.substring("unix:".length()).replaceFirst(":$", "") : address;
    }
}
