package io.sillok.local.discover.nginx;

import io.sillok.local.discover.server.BuildOptions;
import io.sillok.local.discover.server.ServerTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was settled when nginx was built: where relative paths count from, and where logs go that no directive names.
 *
 * @param prefix folder of relative paths but those of includes, which count from the config's folder
 * @param known whether the prefix is certain
 */
record NginxLayout(String prefix, String accessLog, String errorLog, boolean known) {

    private static final List<String> BINARIES = List.of(
            "/usr/sbin/nginx",
            "/usr/local/sbin/nginx",
            "/usr/local/nginx/sbin/nginx",
            "/usr/local/openresty/nginx/sbin/nginx",
            "/www/server/nginx/sbin/nginx",
            "/usr/bin/nginx",
            "/usr/local/bin/nginx");

    private static final String IN_BINARY = "configure arguments:";

    /**
     * @param prefix what nginx is told with {@code -p}
     */
    static NginxLayout of(ServerTree tree, String config, Optional<String> prefix) {
        if (prefix.isPresent()) {
            return upstream(prefix.get(), true);
        }
        List<Map<String, String>> builds = BINARIES.stream()
                .filter(tree::isFile)
                .map(binary -> BuildOptions.in(tree, binary, IN_BINARY))
                .filter(options -> options.containsKey("prefix"))
                .toList();
        for (Map<String, String> build : builds) {
            if (tree.real(build.getOrDefault("conf-path", "")).equals(tree.real(config))) {
                return ofBuild(build, true);
            }
        }
        String folder = parent(config);
        if (folder.endsWith("/conf")) {
            return upstream(parent(folder), builds.isEmpty());
        }
        if (!builds.isEmpty()) {
            return ofBuild(builds.get(0), true);
        }
        // Debian's build; that of nginx.org counts from the config's folder.
        boolean debian = folder.equals("/etc/nginx") && tree.isDirectory("/etc/nginx/sites-available");
        return new NginxLayout(
                debian ? "/usr/share/nginx" : folder, "/var/log/nginx/access.log", "/var/log/nginx/error.log", debian);
    }

    private static NginxLayout ofBuild(Map<String, String> build, boolean known) {
        NginxLayout defaults = upstream(build.get("prefix"), known);
        return new NginxLayout(
                defaults.prefix,
                defaults.absolute(build.getOrDefault("http-log-path", defaults.accessLog)),
                defaults.absolute(build.getOrDefault("error-log-path", defaults.errorLog)),
                known);
    }

    /** As nginx is built if nobody says otherwise. */
    private static NginxLayout upstream(String prefix, boolean known) {
        String folder = prefix.replaceAll("/+$", "");
        return new NginxLayout(folder, folder + "/logs/access.log", folder + "/logs/error.log", known);
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    String absolute(String path) {
        return path.startsWith("/") || path.equals("stderr") ? path : prefix + '/' + path;
    }
}
