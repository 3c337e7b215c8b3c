package io.sillok.local.discover;

import io.sillok.local.discover.laravel.LaravelApp;
import io.sillok.local.discover.mariadb.SlowQueryLog;
import io.sillok.local.discover.nginx.Nginx;
import io.sillok.local.discover.nginx.Site;
import io.sillok.local.discover.php.FpmConfig;
import io.sillok.local.discover.php.FpmLogs;
import io.sillok.local.discover.php.FpmPool;
import io.sillok.local.discover.php.PhpIni;
import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.LogFile;
import io.sillok.local.discover.server.LogFiles;
import io.sillok.local.discover.server.Place;
import io.sillok.local.discover.server.ServerTree;
import io.sillok.local.discover.server.Zones;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a server's configs and tells which logs it writes, where and in which form. It reads files only: it runs no
 * program, asks no server, and evaluates PHP no further than a config's own text goes.
 */
public final class ServerReading {

    private final ServerTree tree;
    private final Asked asked;
    private final Findings findings = new Findings();
    private final List<String> sources = new ArrayList<>();

    private ServerReading(ServerTree tree, Asked asked) {
        this.tree = tree;
        this.asked = asked;
    }

    /** Where configs stand on most servers. */
    public static Asked standardPlaces(ServerTree tree, Optional<String> nginxPrefix) {
        return new Asked(
                StandardPlaces.nginx(tree),
                nginxPrefix,
                StandardPlaces.fpm(tree),
                Optional.empty(),
                StandardPlaces.mysql(tree),
                StandardPlaces.applications(tree).stream()
                        .filter(folder -> LaravelApp.isAt(tree, folder))
                        .toList());
    }

    public static DiscoveredServer read(ServerTree tree, Asked asked) {
        return new ServerReading(tree, asked).read();
    }

    private DiscoveredServer read() {
        List<Nginx> nginx = asked.nginx().stream()
                .peek(sources::add)
                .map(config -> Nginx.read(tree, findings, config, asked.nginxPrefix()))
                .toList();
        Map<String, FpmConfig> fpms = new LinkedHashMap<>();
        asked.fpm().forEach(path -> fpms.put(path, FpmConfig.read(tree, findings, path)));
        List<Site> sites = nginx.stream().flatMap(each -> each.sites().stream()).toList();
        List<LaravelApp> apps = applications(sites);
        Services services = new Services(tree, sites, apps);
        Zones zones = new Zones(tree, findings);
        LogFiles files = new LogFiles(tree, findings);

        nginx.forEach(each -> each.logs(services::of, zones, files));
        boolean counted = files.all().stream().noneMatch(file -> file.parser().equals("nginx.access"));
        fpms.forEach((path, fpm) -> {
            sources.add(path);
            FpmLogs.add(fpm, ini(path), zones, services::of, counted, findings, files);
        });
        List<FpmPool> pools =
                fpms.values().stream().flatMap(fpm -> fpm.pools().stream()).toList();
        for (LaravelApp app : apps) {
            sources.add(app.folder());
            app.logs(services.processes(app, pools), services.of(app), zones, files);
        }
        for (String config : asked.mysql()) {
            sources.add(config);
            SlowQueryLog.add(tree, findings, config, zones, files);
        }
        return result(services, apps, files);
    }

    private List<LaravelApp> applications(List<Site> sites) {
        Map<String, LaravelApp> apps = new LinkedHashMap<>();
        Stream<String> served = sites.stream()
                .flatMap(site -> site.backends().keySet().stream())
                .map(root -> Services.application(tree, root))
                .flatMap(Optional::stream);
        asked.laravel().stream()
                .filter(folder -> !LaravelApp.isAt(tree, folder))
                .forEach(
                        folder -> findings.problem(
                                Place.of(folder),
                                "is no Laravel application: it has neither config/logging.php nor artisan; name its base folder"));
        Stream.concat(served, asked.laravel().stream().filter(folder -> LaravelApp.isAt(tree, folder)))
                .forEach(folder ->
                        apps.computeIfAbsent(tree.real(folder), real -> LaravelApp.read(tree, findings, folder)));
        return List.copyOf(apps.values());
    }

    private Optional<PhpIni> ini(String fpm) {
        Optional<String> file =
                asked.phpIni().or(() -> StandardPlaces.ini(tree, tree.isDirectory(fpm) ? fpm + "/php-fpm.conf" : fpm));
        file.filter(path -> !sources.contains(path)).ifPresent(sources::add);
        return file.map(path -> PhpIni.read(tree, findings, path));
    }

    private DiscoveredServer result(Services services, List<LaravelApp> apps, LogFiles files) {
        Map.Entry<String, String> shared = services.shared();
        TreeSet<String> environments = apps.stream()
                .map(LaravelApp::environmentName)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        if (environments.size() > 1) {
            findings.open(
                    Place.of(apps.get(0).folder()),
                    "the applications name several environments (" + String.join(", ", environments)
                            + "); write environment: to their files");
        }
        tree.unreadableFolders()
                .forEach(folder -> findings.problem(
                        Place.of(folder),
                        "this folder cannot be looked into; run as a user who may read it, such as root"));
        return new DiscoveredServer(
                shared.getKey(),
                shared.getValue(),
                environments.size() == 1 ? Optional.of(environments.first()) : Optional.empty(),
                sources,
                files.all().stream()
                        .filter(this::isWritable)
                        .map(file -> withoutShared(file, shared.getKey()))
                        .toList(),
                findings);
    }

    /** The reader of the output would take such a text for a reference of its own. */
    private boolean isWritable(LogFile file) {
        boolean refers = Stream.concat(Stream.of(file.path().glob()), file.definition().values().stream())
                .anyMatch(text -> text.contains("${env:") || text.contains("${file:"));
        if (refers) {
            findings.problem(
                    file.origin(),
                    "a log has ${env:…} or ${file:…} in its path or format, which configs of Sillok cannot"
                            + " hold; change it there");
        }
        return !refers;
    }

    private static LogFile withoutShared(LogFile file, String shared) {
        return file.service().filter(shared::equals).isPresent() ? file.ofService(Optional.empty()) : file;
    }
}
