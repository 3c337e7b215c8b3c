package io.sillok.local.discover.mariadb;

import io.sillok.local.discover.mariadb.OptionFile.Option;
import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.LogFile;
import io.sillok.local.discover.server.LogFiles;
import io.sillok.local.discover.server.LogPath;
import io.sillok.local.discover.server.Place;
import io.sillok.local.discover.server.ServerTree;
import io.sillok.local.discover.server.Zones;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The log of slow queries, if there is one. */
public final class SlowQueryLog {

    private static final Set<String> OFF = Set.of("0", "off", "false");

    private SlowQueryLog() {}

    /** @param file absolute path of a my.cnf */
    public static void add(ServerTree tree, Findings findings, String file, Zones zones, LogFiles files) {
        OptionFile options = new OptionFile(tree, findings);
        options.read(file, Place.of(file));
        if (!tree.isFile(file)) {
            return;
        }
        Optional<Option> on = first(options, "slow_query_log", "log_slow_query", "log_slow_queries");
        if (on.isEmpty() || OFF.contains(on.get().value().toLowerCase(Locale.ROOT))) {
            findings.skipped(
                    on.map(Option::place).orElse(Place.of(file)),
                    "the slow query log is off; slow_query_log = 1 in [mysqld] turns it on");
            return;
        }
        Optional<Option> output = options.option("log_output");
        if (output.isPresent() && !output.get().value().toUpperCase(Locale.ROOT).contains("FILE")) {
            findings.skipped(
                    output.get().place(),
                    "the slow query log goes to " + output.get().value() + "; log_output = FILE writes a file");
            return;
        }
        Optional<Option> named = first(options, "slow_query_log_file", "log_slow_query_file")
                .filter(option -> !option.value().isEmpty());
        String path = named.map(Option::value).orElse(LogPath.HOLE + "-slow.log"); // the host's name stands there
        files.add(new LogFile(
                new LogPath(path.startsWith("/") ? path : dataFolder(options) + '/' + path),
                "mariadb.slow",
                zones.ofSystem(),
                Optional.empty(),
                named.orElse(on.get()).place()));
    }

    private static String dataFolder(OptionFile options) {
        return options.option("datadir")
                .map(option -> option.value().replaceAll("/+$", ""))
                .orElse("/var/lib/mysql");
    }

    private static Optional<Option> first(OptionFile options, String... names) {
        return Stream.of(names).map(options::option).flatMap(Optional::stream).findFirst();
    }
}
