package io.sillok.local.discover;

import io.sillok.local.discover.laravel.LaravelApp;
import io.sillok.local.discover.nginx.Site;
import io.sillok.local.discover.php.FpmPool;
import io.sillok.local.discover.server.ServerTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Names services: after the application that a site serves, else after the site. */
final class Services {

    private static final String HOSTNAME = "/etc/hostname";
    private static final String NO_NAME = "web";

    private final ServerTree tree;
    private final List<Site> sites;
    private final Map<String, LaravelApp> apps = new LinkedHashMap<>();

    Services(ServerTree tree, List<Site> sites, Collection<LaravelApp> apps) {
        this.tree = tree;
        this.sites = sites;
        apps.forEach(app -> this.apps.put(tree.real(app.folder()), app));
    }

    /** The folder of the application whose public folder a site serves. */
    static Optional<String> application(ServerTree tree, String root) {
        String parent = root.replaceFirst("/[^/]+/*$", "");
        return List.of(parent, root).stream()
                .filter(folder -> !folder.isEmpty() && LaravelApp.isAt(tree, folder))
                .findFirst();
    }

    /** Servers of one name are one site: often one of them only redirects to the other. */
    Optional<String> of(Site site) {
        return applicationName(site)
                .or(() -> sites.stream()
                        .filter(other -> !site.name().isEmpty() && other.name().equals(site.name()))
                        .map(this::applicationName)
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> Optional.of(site.name()))
                .flatMap(Services::slug);
    }

    private Optional<String> applicationName(Site site) {
        return site.backends().keySet().stream()
                .map(root -> application(tree, root).map(tree::real).map(apps::get))
                .flatMap(Optional::stream)
                .map(LaravelApp::name)
                .flatMap(Optional::stream)
                .findFirst();
    }

    Optional<String> of(LaravelApp app) {
        return app.name()
                .flatMap(Services::slug)
                .or(() -> only(sites.stream()
                        .filter(site -> serves(site, app))
                        .map(this::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toCollection(LinkedHashSet::new))));
    }

    Optional<String> of(FpmPool pool) {
        Set<String> asking = sites.stream()
                .filter(site -> site.backends().values().stream()
                        .anyMatch(addresses -> addresses.stream().anyMatch(pool::listensAt)))
                .map(site -> of(site).orElse(""))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return only(asking).filter(service -> !service.isEmpty());
    }

    /** Environments of the pools that run an application; one that is empty if none is known. */
    List<Map<String, String>> processes(LaravelApp app, Collection<FpmPool> pools) {
        Set<String> addresses = sites.stream()
                .flatMap(site -> site.backends().entrySet().stream())
                .filter(entry -> isOf(entry.getKey(), app))
                .flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toSet());
        List<Map<String, String>> environments = pools.stream()
                .filter(pool -> addresses.stream().anyMatch(pool::listensAt))
                .map(FpmPool::environment)
                .distinct()
                .toList();
        return environments.isEmpty() ? List.of(Map.of()) : environments;
    }

    /** The service of what several share, and what its name comes from. */
    Map.Entry<String, String> shared() {
        Set<String> all = new LinkedHashSet<>();
        apps.values().forEach(app -> of(app).ifPresent(all::add));
        sites.forEach(site -> of(site).ifPresent(all::add));
        if (all.size() == 1) {
            return Map.entry(all.iterator().next(), "the name of the only site or application");
        }
        Optional<String> host = hostname();
        String shared = all.isEmpty() ? "" : ", for what several services share";
        return host.map(name -> Map.entry(name, HOSTNAME + shared))
                .orElse(Map.entry(NO_NAME, "nothing that the configs tell" + shared));
    }

    private Optional<String> hostname() {
        try {
            return tree.isFile(HOSTNAME)
                    ? slug(new String(tree.bytes(HOSTNAME), StandardCharsets.UTF_8).strip())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // a name will do that says less
        }
    }

    private boolean serves(Site site, LaravelApp app) {
        return site.backends().keySet().stream().anyMatch(root -> isOf(root, app));
    }

    private boolean isOf(String root, LaravelApp app) {
        return application(tree, root)
                .filter(folder -> tree.real(folder).equals(tree.real(app.folder())))
                .isPresent();
    }

    private static Optional<String> only(Set<String> names) {
        return names.size() == 1 ? Optional.of(names.iterator().next()) : Optional.empty();
    }

    private static Optional<String> slug(String name) {
        String slug = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        return Optional.of(slug.substring(0, Math.min(slug.length(), 63))).filter(text -> !text.isEmpty());
    }
}
