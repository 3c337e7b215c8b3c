package io.sillok.local.discover.php;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.LogFile;
import io.sillok.local.discover.server.LogFiles;
import io.sillok.local.discover.server.LogPath;
import io.sillok.local.discover.server.Place;
import io.sillok.local.discover.server.Zones;
import io.sillok.parsers.FormatCatalog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The logs of an FPM: its own, and of each pool the access log, the slow log and PHP's error_log. */
public final class FpmLogs {

    private static final String ACCESS_LOG = "access.log";
    private static final String ERROR_LOG = "error_log";
    private static final String STANDARD_LIMIT = "1024";

    private final FpmConfig fpm;
    private final PhpIni ini;
    private final Zones zones;
    private final Findings findings;
    private final LogFiles files;

    private FpmLogs(FpmConfig fpm, PhpIni ini, Zones zones, Findings findings, LogFiles files) {
        this.fpm = fpm;
        this.ini = ini;
        this.zones = zones;
        this.findings = findings;
        this.files = files;
    }

    /**
     * @param ini what the pools' PHP reads, if it is known
     * @param services the service of a pool
     * @param counted whether the access logs count as requests, which is so where no nginx counts them
     */
    public static void add(
            FpmConfig fpm,
            Optional<PhpIni> ini,
            Zones zones,
            Function<FpmPool, Optional<String>> services,
            boolean counted,
            Findings findings,
            LogFiles files) {
        if (fpm.isEmpty()) {
            return; // it could not be read, so nothing is known of it
        }
        FpmLogs logs = new FpmLogs(fpm, ini.orElse(PhpIni.NONE), zones, findings, files);
        logs.global();
        for (FpmPool pool : fpm.pools()) {
            Optional<String> service = services.apply(pool);
            logs.access(pool, service, counted);
            logs.slow(pool, service);
            logs.phpErrors(pool, service);
        }
    }

    private void global() {
        if (fpm.poolsOnly()) {
            findings.open(
                    Place.of(fpm.file()),
                    "only pools were named, so FPM's own error_log is not known; name the php-fpm.conf with --fpm");
            return;
        }
        Optional<String> set = fpm.global().text(ERROR_LOG);
        Place place = set.isPresent() ? fpm.global().place(ERROR_LOG) : Place.of(fpm.file());
        String target = set.orElse("log/php-fpm.log");
        if (target.equals("syslog")) {
            findings.skipped(place, "error_log of FPM goes to syslog; to ship it, give it a file");
            return;
        }
        Map<String, String> definition = new LinkedHashMap<>(zones.ofSystem());
        fpm.global()
                .text("log_limit")
                .filter(limit -> !limit.equals(STANDARD_LIMIT))
                .ifPresent(limit -> definition.put("log_limit", limit));
        files.add(new LogFile(
                new LogPath(absolute(target, fpm.layout().state())),
                "php_fpm.error",
                definition,
                Optional.empty(),
                place));
    }

    private void access(FpmPool pool, Optional<String> service, boolean counted) {
        Optional<String> target = pool.text(ACCESS_LOG);
        if (target.isEmpty()) {
            return;
        }
        Map<String, String> definition = new LinkedHashMap<>();
        pool.text("access.format").ifPresent(format -> definition.put("access_format", format));
        boolean readable = FormatCatalog.problems("php_fpm.access", definition).isEmpty();
        LogFile file = new LogFile(
                inPool(target.get(), pool),
                readable ? "php_fpm.access" : "unknown",
                readable ? definition : Map.of(),
                service,
                pool.place(ACCESS_LOG));
        if (!readable) {
            files.add(file.remark("its access.format cannot be read back from lines"));
        } else {
            files.add(counted ? file : file.with("metrics", "false"));
        }
    }

    private void slow(FpmPool pool, Optional<String> service) {
        Optional<String> target = pool.text("slowlog");
        if (target.isEmpty()) {
            return;
        }
        String timeout = pool.text("request_slowlog_timeout").orElse("0");
        if (timeout.matches("0+[smhd]?")) {
            findings.skipped(
                    pool.place("slowlog"),
                    "slowlog of pool " + pool.name() + " is off; request_slowlog_timeout = 5s turns it on");
            return;
        }
        files.add(new LogFile(
                inPool(target.get(), pool), "php_fpm.slow", zones.ofSystem(), service, pool.place("slowlog")));
    }

    private void phpErrors(FpmPool pool, Optional<String> service) {
        boolean logs = pool.phpKey("log_errors")
                .flatMap(pool::flag)
                .or(() -> ini.settings().flag("log_errors"))
                .orElse(true);
        Optional<String> key = pool.phpKey(ERROR_LOG);
        Optional<String> target =
                key.isPresent() ? pool.text(key.get()) : ini.settings().text(ERROR_LOG);
        if (target.isEmpty()) {
            return; // to FastCGI's stderr, and so into nginx's error log
        }
        Place place = key.isPresent() ? pool.place(key.get()) : ini.settings().place(ERROR_LOG);
        if (!logs) {
            findings.skipped(place, "PHP's error_log of pool " + pool.name() + " is off; log_errors = On turns it on");
            return;
        }
        if (target.get().equals("syslog")) {
            findings.skipped(place, "PHP's error_log goes to syslog; to ship it, give it a file");
            return;
        }
        phpErrors(pool, target.get(), place, service);
    }

    private void phpErrors(FpmPool pool, String target, Place place, Optional<String> service) {
        Optional<String> folder = pool.text("chdir");
        if (!target.startsWith("/") && folder.isEmpty()) {
            findings.open(
                    place,
                    "PHP's error_log " + target
                            + " is relative: it is written beside whatever script runs; give a whole" + " path");
            return;
        }
        // Opened by the worker, which sees its chroot as /.
        String path = pool.text("chroot").orElse("") + absolute(target, folder.orElse(""));
        Map<String, String> definition =
                zones.of(pool.phpKey("date.timezone").flatMap(pool::text).or(ini::zone), place);
        LogFile file = new LogFile(new LogPath(path), "php.error", definition, service, place);
        files.add(ini.hasXdebug() ? file.remark("Xdebug is loaded: errors may come with its own stack") : file);
    }

    private LogPath inPool(String path, FpmPool pool) {
        String prefix = pool.text("prefix").orElse(fpm.layout().prefix());
        return new LogPath(absolute(path, prefix));
    }

    private static String absolute(String path, String folder) {
        return path.startsWith("/") || path.startsWith(String.valueOf(LogPath.HOLE))
                ? path
                : folder.replaceAll("/+$", "") + '/' + path;
    }
}
